package dev.plinth.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.Content;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoint.health.show-components=always",
            "management.endpoints.web.exposure.include=health,metrics",
            "spring.test.observability.auto-configure=true"
        })
@LocalPlatformTest
class NotesApplicationTest {
    private static final String PASSWORD = "correct horse";

    @Autowired
    Project project;

    @Autowired
    TokenVerifier verifier;

    @Autowired
    LocalPlatform platform;

    @Autowired
    TestRestTemplate http;

    private ResponseEntity<String> get(String path, String token) {
        return http.exchange(
                RequestEntity.get(URI.create(http.getRootUri() + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                String.class);
    }

    private String signUp(String email) {
        project.users().create(u -> u.email(email).password(PASSWORD));
        return token(project.auth().signInWithPassword(email, PASSWORD));
    }

    private static String token(Session session) {
        return session.accessToken().reveal();
    }

    @Test
    void aSignedInUserIsLetIn() {
        project.buckets().create("notes");
        project.auth().signUp("ada@example.com", PASSWORD);
        Session session = project.auth().signInWithPassword("ada@example.com", PASSWORD);

        assertThat(get("/notes", token(session)).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void withoutATokenNobodyIs() {
        assertThat(http.getForEntity("/notes", String.class).getStatusCode().value())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherProjectIsRefused() {
        try (LocalPlatform foreign = LocalPlatform.builder()
                .jwtSecret("the-secret-of-another-project-with-at-least-32-characters")
                .start()) {
            String token = foreign.userToken("0b9aab6f-a9e4-4f3a-9cd7-5a1b0a4a9a01");

            ResponseEntity<String> refused = get("/notes", token);

            assertThat(refused.getStatusCode().value()).isEqualTo(401);
            assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void aMissingRoleIsForbidden() {
        assertThat(get("/admin/report", signUp("ada@example.com"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void aRoleOfTheAppMetadataIsEnough() {
        project.users()
                .create(u -> u.email("root@example.com").password(PASSWORD).appMetadata("roles", List.of("admin")));
        Session admin = project.auth().signInWithPassword("root@example.com", PASSWORD);

        assertThat(get("/admin/report", token(admin)).getBody()).isEqualTo("for administrators");
    }

    @Test
    void aUserSeesTheirOwnNotesOnly() {
        project.buckets().create("notes");
        platform.project().addPolicy(Policy.all("notes", "authenticated", "{uid}/**"));
        String ada = signUpAndWrite("ada@example.com", "water the plants");
        String bob = signUpAndWrite("bob@example.com", "feed the cat");

        assertThat(get("/notes", ada).getBody()).matches("\\[\"[^/,]+/ada@example.com.txt\"]");
        assertThat(get("/notes", bob).getBody()).matches("\\[\"[^/,]+/bob@example.com.txt\"]");
    }

    private String signUpAndWrite(String email, String note) {
        String token = signUp(email);
        String id = verifier.verify(token).subject().orElseThrow();
        project.bucket("notes").upload(id + "/" + email + ".txt", Content.ofString(note));
        return token;
    }

    @Test
    void thePlatformIsResetBeforeEachTest() {
        assertThat(project.users().list().toList()).isEmpty();
        assertThat(project.buckets().list().toList()).isEmpty();
    }

    @Test
    void theCallsAreMetrics() {
        for (int i = 0; i < 10; i++) {
            project.auth().getSettings();
        }

        String metric = http.getForObject(
                "/actuator/metrics/plinth.calls?tag=operation:auth.getSettings&tag=outcome:SUCCESS", String.class);

        assertThat(metric).contains("\"statistic\":\"COUNT\",\"value\":10.0");
    }

    @Test
    void theHealthHasTheProject() {
        ResponseEntity<String> up = http.getForEntity("/actuator/health", String.class);
        platform.faults().add(Fault.on("GET", "/storage/v1/health").status(503));
        platform.faults().add(Fault.on("GET", "/storage/v1/status").status(503));
        ResponseEntity<String> down = http.getForEntity("/actuator/health", String.class);

        assertThat(up.getStatusCode().value()).isEqualTo(200);
        assertThat(up.getBody()).contains("\"plinth\":{\"status\":\"UP\"");
        assertThat(down.getStatusCode().value()).isEqualTo(503);
        assertThat(down.getBody()).contains("\"plinth\":{\"status\":\"DOWN\"");
    }
}
