package dev.plinth.tests.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application in a JVM of its own, with the jars that {@code dev.plinth:plinth} brings and no others. */
class ConsumerIT {

    private static final Path RUNTIME = Path.of("target", "runtime");
    private static final Path SOURCES = Path.of("src", "test", "resources", "consumer");
    private static final int MOST_JARS = 14;
    private static final long MOST_BYTES = 7L * 1024 * 1024;

    @TempDir
    Path classes;

    @Test
    void theFrontDoorBringsFewAndSmallJars() throws IOException {
        List<Path> jars = jars();

        assertThat(jars).hasSizeLessThanOrEqualTo(MOST_JARS);
        assertThat(jars.stream().mapToLong(jar -> jar.toFile().length()).sum()).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        compile("--module-path", path(), SOURCES.resolve("module-info.java"), SOURCES.resolve("app/Main.java"));

        assertThat(run("--module-path", classes + File.pathSeparator + path(), "--module", "consumer/app.Main"))
                .contains("5 bytes", "1 objects", "NoSuchKey", "buckets for Ada");
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        compile("--class-path", path(), SOURCES.resolve("app/Main.java"));

        assertThat(run("--class-path", classes + File.pathSeparator + path(), "app.Main"))
                .contains("5 bytes", "1 objects", "NoSuchKey", "buckets for Ada");
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(RUNTIME)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static String path() throws IOException {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(String option, String path, Path... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<String> options = List.of(option, path, "-d", classes.toString(), "--release", "17");
        boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(sources))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    /** Runs the application against a platform; returns what it printed, and fails if it did. */
    private String run(String... how) throws Exception {
        try (LocalPlatform platform = LocalPlatform.start()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(how));
            command.addAll(List.of(
                    platform.platformUrl(),
                    platform.platformToken(),
                    platform.projectRef(),
                    platform.projectUrl(),
                    platform.serviceKey()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        }
    }
}
