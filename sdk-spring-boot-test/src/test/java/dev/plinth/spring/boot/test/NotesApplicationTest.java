package dev.plinth.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.Content;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

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

    @Value("${local.server.port}")
    int port;

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String signUp(String email) {
        project.users().create(u -> u.email(email).password(PASSWORD));
        return token(project.auth().signInWithPassword(email, PASSWORD));
    }

    private static String token(Session session) {
        return session.accessToken().reveal();
    }

    @Test
    void aSignedInUserIsLetIn() throws Exception {
        project.buckets().create("notes");
        project.auth().signUp("ada@example.com", PASSWORD);
        Session session = project.auth().signInWithPassword("ada@example.com", PASSWORD);

        assertThat(get("/notes", token(session)).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenNobodyIs() throws Exception {
        assertThat(get("/notes").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfAnotherProjectIsRefused() throws Exception {
        try (LocalPlatform foreign = LocalPlatform.builder()
                .jwtSecret("the-secret-of-another-project-with-at-least-32-characters")
                .start()) {
            String token = foreign.userToken("0b9aab6f-a9e4-4f3a-9cd7-5a1b0a4a9a01");

            HttpResponse<String> refused = get("/notes", token);

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
        }
    }

    @Test
    void aMissingRoleIsForbidden() throws Exception {
        assertThat(get("/admin/report", signUp("ada@example.com")).statusCode()).isEqualTo(403);
    }

    @Test
    void aRoleOfTheAppMetadataIsEnough() throws Exception {
        project.users()
                .create(u -> u.email("root@example.com").password(PASSWORD).appMetadata("roles", List.of("admin")));
        Session admin = project.auth().signInWithPassword("root@example.com", PASSWORD);

        assertThat(get("/admin/report", token(admin)).body()).isEqualTo("for administrators");
    }

    @Test
    void aUserSeesTheirOwnNotesOnly() throws Exception {
        project.buckets().create("notes");
        platform.project().addPolicy(Policy.all("notes", "authenticated", "{uid}/**"));
        String ada = signUpAndWrite("ada@example.com", "water the plants");
        String bob = signUpAndWrite("bob@example.com", "feed the cat");

        assertThat(get("/notes", ada).body()).matches("\\[\"[^/,]+/ada@example.com.txt\"]");
        assertThat(get("/notes", bob).body()).matches("\\[\"[^/,]+/bob@example.com.txt\"]");
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
    void theCallsAreMetrics() throws Exception {
        for (int i = 0; i < 10; i++) {
            project.auth().getSettings();
        }

        String metric = get("/actuator/metrics/plinth.calls?tag=operation:auth.getSettings&tag=outcome:SUCCESS")
                .body();

        assertThat(metric).contains("\"statistic\":\"COUNT\",\"value\":10.0");
    }

    @Test
    void theHealthHasTheProject() throws Exception {
        HttpResponse<String> up = get("/actuator/health");
        platform.faults().add(Fault.on("GET", "/storage/v1/health").status(503));
        platform.faults().add(Fault.on("GET", "/storage/v1/status").status(503));
        HttpResponse<String> down = get("/actuator/health");

        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.body()).contains("\"plinth\":{\"status\":\"UP\"");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("\"plinth\":{\"status\":\"DOWN\"");
    }
}
