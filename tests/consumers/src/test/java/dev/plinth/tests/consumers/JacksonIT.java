package dev.plinth.tests.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that write values as JSON, with either version of Jackson, on the class path and on the module path. */
class JacksonIT {

    private static final Path SOURCES = Path.of("src", "test", "resources", "json");
    private static final String PLINTH_JACKSON = "plinth-jackson";
    private static final String USER = "\"email_confirmed_at\":";

    @TempDir
    Path classes;

    private Application application() {
        return new Application(classes, List.of(Path.of("target", "runtime")));
    }

    private Application with(String... jars) {
        return application().with(Path.of("target", "jackson"), jars);
    }

    @Test
    void jackson2FindsTheModuleOnTheClassPath() throws Exception {
        Application application = with(PLINTH_JACKSON);
        application.compileOnClassPath(SOURCES.resolve("app/Two.java"));

        assertThat(application.runOnClassPath("app.Two")).contains(USER).doesNotContain("identities_");
    }

    @Test
    void jackson2FindsTheModuleOnTheModulePathWithoutJackson3() throws Exception {
        Application application = with(PLINTH_JACKSON);
        application.compileOnModulePath(SOURCES.resolve("two/module-info.java"), SOURCES.resolve("app/Two.java"));

        assertThat(application.runOnModulePath("json/app.Two")).contains(USER).doesNotContain("identities_");
    }

    @Test
    void jackson3FindsTheModuleOnTheClassPath() throws Exception {
        Application application = with(PLINTH_JACKSON, "jackson-core-3", "jackson-databind-3");
        application.compileOnClassPath(SOURCES.resolve("app/Three.java"));

        assertThat(application.runOnClassPath("app.Three")).contains(USER).doesNotContain("identities_");
    }

    @Test
    void jackson3FindsTheModuleOnTheModulePath() throws Exception {
        Application application = with(PLINTH_JACKSON, "jackson-core-3", "jackson-databind-3");
        application.compileOnModulePath(SOURCES.resolve("three/module-info.java"), SOURCES.resolve("app/Three.java"));

        assertThat(application.runOnModulePath("json/app.Three")).contains(USER).doesNotContain("identities_");
    }
}
