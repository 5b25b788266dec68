package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CheckedConsumer;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which variables specify a project, and with which key. */
class EnvironmentTest {

    private final MockWebServer server = new MockWebServer();

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String keySent(CheckedConsumer<? super Project> call) throws Exception {
        server.enqueue(new MockResponse.Builder().body("[]").build());
        try (Project project = new Environment(variables).project()) {
            call.accept(project);
        }
        return server.takeRequest().getHeaders().get("apikey");
    }

    private String keySent() throws Exception {
        return keySent(project -> project.buckets().list().first());
    }

    @Test
    void supabaseUrlAndServiceRoleKeySpecifyAProject() throws Exception {
        variables.put("SUPABASE_URL", server.url("/").toString());
        variables.put("SUPABASE_SERVICE_ROLE_KEY", "sb_secret_abc");

        assertThat(keySent()).isEqualTo("sb_secret_abc");
    }

    @Test
    void theAnonKeyIsUsedIfThereIsNoServiceRoleKey() throws Exception {
        variables.put("SUPABASE_URL", server.url("/").toString());
        variables.put("SUPABASE_ANON_KEY", "sb_publishable_abc");

        assertThat(keySent()).isEqualTo("sb_publishable_abc");
    }

    @Test
    void theServiceRoleKeyTakesPrecedence() throws Exception {
        variables.put("SUPABASE_URL", server.url("/").toString());
        variables.put("SUPABASE_ANON_KEY", "sb_publishable_abc");
        variables.put("SUPABASE_SERVICE_ROLE_KEY", "sb_secret_abc");

        assertThat(keySent()).isEqualTo("sb_secret_abc");
    }

    @Test
    void plinthsOwnVariablesTakePrecedence() throws Exception {
        variables.put("SUPABASE_URL", "https://other.example");
        variables.put("SUPABASE_SERVICE_ROLE_KEY", "sb_secret_other");
        variables.put("PROJECT_URL", server.url("/").toString());
        variables.put("PROJECT_KEY", "sb_secret_own");

        assertThat(keySent()).isEqualTo("sb_secret_own");
    }

    @Test
    void aMissingKeyIsNamed() {
        variables.put("SUPABASE_URL", server.url("/").toString());

        assertThatThrownBy(() -> new Environment(variables).project())
                .hasMessageContaining("SUPABASE_SERVICE_ROLE_KEY")
                .hasMessageContaining("SUPABASE_ANON_KEY");
    }

    @Test
    void withoutVariablesAllOfThemAreNamed() {
        assertThatThrownBy(() -> new Environment(variables).project())
                .hasMessageContaining("PROJECT_URL")
                .hasMessageContaining("PLATFORM_URL")
                .hasMessageContaining("SUPABASE_URL");
    }
}
