package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.ConnectDirectOptions;
import dev.plinth.KeyOptions;
import dev.plinth.auth.ImportOptions;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.ApiClient;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3CompatBuilder;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.storage.DownloadOptions;
import dev.plinth.storage.ListOptions;
import dev.plinth.storage.UploadOptions;
import dev.plinth.storage.transfer.ParallelDownloadOptions;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in {@code docs} are complete, and their links lead somewhere. */
class GuidePagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\"((PLATFORM|PROJECT|SUPABASE|PLINTH)_[A-Z_]+)\"");
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\((?=[^`]*`)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(DOCS)) {
            List<Path> pages =
                    docs.filter(file -> file.toString().endsWith(".md")).toList();
            return Stream.concat(
                    pages.stream(),
                    Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                            .map(ROOT::resolve));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsLinksLeadToPagesAndTheirHeadings(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://") && !leadsSomewhere(page, target)) {
                broken.add(target);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1
                || Files.readAllLines(file).stream()
                        .anyMatch(line -> line.startsWith("#") && slug(line).equals(parts[1]));
    }

    private static String slug(String heading) {
        return heading.replaceAll("^#+ ", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ConnectionOptions.class,
                ConnectDirectOptions.class,
                KeyOptions.class,
                UploadOptions.class,
                DownloadOptions.class,
                ListOptions.class,
                ResumableUploadOptions.class,
                ParallelDownloadOptions.class,
                TokenVerifier.Builder.class,
                ImportOptions.class,
                S3CompatBuilder.class
            })
    void everyOptionIsOnThePageOfTheConfiguration(Class<?> options) throws IOException {
        String page = Files.readString(DOCS.resolve("configuration.md"));

        assertThat(Arrays.stream(options.getMethods())
                        .filter(method -> method.getReturnType().isAssignableFrom(options)
                                && method.getReturnType() != Object.class)
                        .map(Method::getName)
                        .filter(name -> !page.contains("`" + name + "`"))
                        .filter(name -> !page.contains("`" + name + "(")))
                .isEmpty();
    }

    @Test
    void everyEnvironmentVariableIsOnThePageOfTheConfiguration() throws IOException {
        String page = Files.readString(DOCS.resolve("configuration.md"));
        Set<String> read = new TreeSet<>();
        for (String module : List.of("sdk-platform", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher variable = VARIABLE.matcher(Files.readString(file));
                    while (variable.find()) {
                        read.add(variable.group(1));
                    }
                }
            }
        }

        assertThat(read)
                .hasSizeGreaterThan(6)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void everySettingOfS3aIsOnThePageOfTheEngines() throws IOException {
        String page = Files.readString(DOCS.resolve("engines.md"));
        S3Compat s3 = S3Compat.builder()
                .projectUrl("https://example.supabase.co")
                .keys(S3Keys.of("id", "secret"))
                .build();

        assertThat(s3.hadoopProperties().keySet())
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void everyMethodOfSupabaseJsForAuthAndStorageHasItsRow() throws IOException {
        String left = rows().stream().map(row -> row[1]).collect(Collectors.joining("\n"));

        assertThat(Files.readAllLines(Path.of("src", "test", "resources", "supabase-js.txt")))
                .hasSizeGreaterThan(90)
                .allSatisfy(method -> assertThat(left).contains("`" + method + "("));
    }

    @Test
    void everyMethodOfPlinthInTheTableExists() throws IOException {
        Set<String> methods = ModuleBoundariesTest.PLINTH.stream()
                .filter(type -> type.isAssignableTo(ApiClient.class)
                        || type.getPackageName().matches("dev\\.plinth\\.(auth|core|storage)"))
                .flatMap(type -> type.getMethods().stream())
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String[] row : rows()) {
            Matcher call = CALL.matcher(row[2]);
            while (call.find()) {
                if (!methods.contains(call.group(1))) {
                    unknown.add(call.group(1));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(DOCS.resolve("coming-from-supabase-js.md")).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split(" ?\\| ?", -1))
                .toList();
    }
}
