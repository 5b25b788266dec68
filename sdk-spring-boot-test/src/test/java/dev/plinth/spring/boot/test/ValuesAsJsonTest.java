package dev.plinth.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.Content;
import dev.plinth.core.http.HttpRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.SpringBootTest;

/** Controllers that return Plinth's values respond with the server's own JSON, with Spring Boot's version of Jackson. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@LocalPlatformTest
class ValuesAsJsonTest {
    @Autowired
    Project project;

    @Value("${local.server.port}")
    int port;

    private String userId;
    private String token;

    @BeforeEach
    void fill() {
        project.buckets().create("notes", o -> o.isPublic(true).fileSizeLimit(1000));
        project.bucket("notes").upload("a.txt", Content.ofString("hello"));
        userId = project.users()
                .create(u -> u.email("ada@example.com").password("correct horse"))
                .id();
        token = project.auth()
                .signInWithPassword("ada@example.com", "correct horse")
                .accessToken()
                .reveal();
    }

    private Map<String, Object> ofTheController(String path) throws Exception {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return fields(response.body());
    }

    private Map<String, Object> ofTheServer(HttpRequest request) throws Exception {
        try (dev.plinth.core.http.HttpResponse response =
                project.connection().http().execute(request)) {
            String json = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            return fields(json.startsWith("[") ? json.substring(1, json.length() - 1) : json);
        }
    }

    private static Map<String, Object> fields(String json) {
        return new TreeMap<>(JsonParserFactory.getJsonParser().parseMap(json));
    }

    @Test
    void aUser() throws Exception {
        Map<String, Object> written = ofTheController("/values/users/" + userId);

        assertThat(ofTheServer(HttpRequest.of("GET", "/auth/v1/admin/users/" + userId)))
                .containsAllEntriesOf(comparable(written));
        assertThat(written).containsKeys("id", "email", "email_confirmed_at", "app_metadata", "is_anonymous");
    }

    @Test
    void aBucket() throws Exception {
        Map<String, Object> written = ofTheController("/values/buckets/notes");

        assertThat(ofTheServer(HttpRequest.of("GET", "/storage/v1/bucket/notes")))
                .containsAllEntriesOf(comparable(written));
        assertThat(written).containsEntry("public", true).containsEntry("file_size_limit", 1000);
    }

    @Test
    void aListedObject() throws Exception {
        Map<String, Object> written = ofTheController("/values/objects/notes");

        HttpRequest list = HttpRequest.of("POST", "/storage/v1/object/list/notes")
                .header("Content-Type", "application/json")
                .body(Content.ofString("{\"prefix\":\"\"}"));
        Map<String, Object> comparable = comparable(written);
        // The path from the bucket on, which the server's name is relative to.
        comparable.remove("key");
        comparable.remove("metadata");
        assertThat(ofTheServer(list)).containsAllEntriesOf(comparable);
        assertThat(written.get("metadata").toString()).contains("eTag=", "mimetype=", "size=5");
    }

    /** The server writes times with other numbers of digits, and null for no types. */
    private static Map<String, Object> comparable(Map<String, Object> written) {
        Map<String, Object> fields = new TreeMap<>(written);
        fields.values().removeIf(value -> value.toString().matches("\\d{4}-\\d\\d-\\d\\dT.*"));
        fields.remove("allowed_mime_types", List.of());
        fields.remove("identities");
        fields.remove("factors");
        return fields;
    }
}
