package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources of the published modules may not say. */
class SourceRulesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final List<String> PUBLISHED = List.of(
            "sdk-core",
            "sdk-auth",
            "sdk-storage",
            "sdk-s3-compat",
            "sdk-platform",
            "sdk-jackson",
            "sdk-micrometer",
            "sdk-spring-boot");
    private static final List<String> ALL = List.of(
            "sdk-core",
            "sdk-auth",
            "sdk-storage",
            "sdk-s3-compat",
            "sdk-platform",
            "sdk-testkit",
            "sdk-testkit-iceberg",
            "sdk-jackson",
            "sdk-micrometer",
            "sdk-spring-boot",
            "sdk-spring-boot-test",
            "examples",
            "examples/spring-boot");

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    record Source(Path file, List<String> lines) {

        String name() {
            return file.getFileName().toString();
        }
    }

    private static Stream<Source> sources(List<String> modules) {
        return modules.stream().flatMap(module -> {
            Path folder = ROOT.resolve(module).resolve("src/main/java");
            if (!Files.isDirectory(folder)) {
                return Stream.empty();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(f -> f.toString().endsWith(".java")).map(SourceRulesTest::read).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Source read(Path file) {
        try {
            return new Source(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of code that match, as file:line; comments do not count. */
    private static List<String> found(Stream<Source> sources, String pattern) {
        Pattern regex = Pattern.compile(pattern);
        List<String> found = new ArrayList<>();
        sources.forEach(source -> {
            for (int i = 0; i < source.lines().size(); i++) {
                String line = source.lines().get(i);
                String code = line.strip();
                boolean comment = code.startsWith("*") || code.startsWith("/*") || code.startsWith("//");
                if (!comment && regex.matcher(line).find()) {
                    found.add(source.name() + ":" + (i + 1) + " " + code);
                }
            }
        });
        return found;
    }

    @Test
    void sourcesWereFound() {
        assertThat(sources(ALL).count()).isGreaterThan(100);
    }

    @Test
    void filesAreShort() {
        assertThat(sources(ALL).filter(s -> s.lines().size() > LONGEST_FILE).map(Source::name))
                .isEmpty();
    }

    @Test
    void methodsAreShort() {
        List<String> tooLong = new ArrayList<>();
        sources(ALL).forEach(source -> {
            int began = -1;
            for (int i = 0; i < source.lines().size(); i++) {
                String line = source.lines().get(i);
                boolean opens = line.matches(" {4,8}[A-Za-z<@].*[){] \\{|.*\\) (throws .*)?\\{")
                        && !line.strip().matches("(if|for|while|switch|try|else|catch|return|\\.|}|new ).*")
                        && !line.contains("->")
                        && !line.matches(".*(class|record|interface|enum) .*");
                if (opens) {
                    began = i;
                }
                if (began >= 0 && line.matches(" {4}}") && i - began > LONGEST_METHOD) {
                    tooLong.add(source.name() + ":" + (began + 1) + " " + (i - began) + " lines");
                }
                if (line.matches(" {4}}")) {
                    began = -1;
                }
            }
        });
        assertThat(tooLong).isEmpty();
    }

    @Test
    void nothingIsSynchronized() {
        assertThat(found(sources(PUBLISHED), "\\bsynchronized\\b")).isEmpty();
    }

    @Test
    void noThreadLocalsAndNoCommonPool() {
        assertThat(found(sources(PUBLISHED), "ThreadLocal(?!Random)|commonPool|parallelStream|supplyAsync\\("))
                .isEmpty();
    }

    @Test
    void noSleepingAndNoInterrupting() {
        assertThat(found(sources(PUBLISHED), "Thread\\.sleep|shutdownNow|(?<!currentThread\\(\\))\\.interrupt\\(\\)"))
                .isEmpty();
    }

    @Test
    void noWholeBodiesInMemory() {
        assertThat(found(sources(PUBLISHED), "\\.readAllBytes\\(\\)")).isEmpty();
    }

    @Test
    void endpointsStandInOperationsOnly() {
        assertThat(found(
                        sources(List.of("sdk-auth", "sdk-storage", "sdk-platform"))
                                .filter(s -> !s.name().endsWith("Operations.java")),
                        "\"/(object|bucket|buckets|render|upload|cdn|admin|user|users|token|signup|verify|factors|otp"
                                + "|recover|resend|invite|magiclink|logout|authorize|sso|passkeys|settings|health)\\b"))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(found(sources(ALL), "\\bTODO\\b|\\bFIXME\\b|UnsupportedOperationException\\(\"not"))
                .isEmpty();
    }
}
