package dev.plinth.tests.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        List<Path> jars = application().jars();

        assertThat(jars).hasSizeLessThanOrEqualTo(MOST_JARS);
        assertThat(jars.stream().mapToLong(jar -> jar.toFile().length()).sum()).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        Application application = application();
        application.compileOnModulePath(SOURCES.resolve("module-info.java"), SOURCES.resolve("app/Main.java"));

        assertThat(application.runOnModulePath("consumer/app.Main"))
                .contains("5 bytes", "1 objects", "NoSuchKey", "buckets for Ada");
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        Application application = application();
        application.compileOnClassPath(SOURCES.resolve("app/Main.java"));

        assertThat(application.runOnClassPath("app.Main"))
                .contains("5 bytes", "1 objects", "NoSuchKey", "buckets for Ada");
    }

    private Application application() {
        return new Application(classes, List.of(RUNTIME));
    }
}
