package dev.plinth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.testkit.LocalPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment) {
        return Quickstart.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void goesBothWaysOnAPlatformOfItsOwn() {
        assertThat(run(Map.of())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("through the control plane", "directly to the project", "SHA-256", "done: 18 steps");
        assertThat(err.size()).isZero();
    }

    @Test
    void onlyReadsOnARealPlatform() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            assertThat(run(Map.of(
                            "PLATFORM_URL", platform.platformUrl(),
                            "PLATFORM_JWT", platform.platformToken(),
                            "PROJECT_REF", platform.projectRef())))
                    .isZero();

            assertThat(platform.requests())
                    .isNotEmpty()
                    .allMatch(r -> r.method().equals("GET"));
        }
    }

    @Test
    void supabasesVariablesNameAProjectAndItsServiceRoleKeyComesFirst() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            assertThat(run(Map.of(
                            "SUPABASE_URL",
                            platform.projectUrl(),
                            "SUPABASE_ANON_KEY",
                            "sb_publishable_x",
                            "SUPABASE_SERVICE_ROLE_KEY",
                            platform.serviceKey())))
                    .isZero();

            assertThat(platform.requests())
                    .isNotEmpty()
                    .allMatch(r -> r.method().equals("GET"));
        }
    }

    @Test
    void writesOnlyWhereItMayAndClearsThatAway() {
        try (LocalPlatform platform = LocalPlatform.start();
                Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
            project.buckets().create("mine");

            assertThat(run(Map.of(
                            "PROJECT_URL",
                            platform.projectUrl(),
                            "PROJECT_KEY",
                            platform.serviceKey(),
                            "PLINTH_WRITE",
                            "true",
                            "PLINTH_BUCKET",
                            "mine")))
                    .isZero();

            assertThat(out.toString(StandardCharsets.UTF_8)).contains("upload", "delete the object");
            project.buckets().delete("mine"); // which it refuses unless it is empty
            assertThat(project.users().list()).isEmpty();
        }
    }

    @Test
    void aFailureIsOneLineAndExitCodeOne() {
        assertThat(run(Map.of("PROJECT_URL", "http://127.0.0.1:1", "PROJECT_KEY", "sb_secret_x")))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).strip())
                .startsWith("quickstart failed: ")
                .doesNotContain("\n");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThat(run(Map.of("PLATFORM_URL", "http://localhost:3001"))).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("PLATFORM_JWT is not set");
    }
}
