package dev.plinth.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.testkit.LocalPlatform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Values are written as the server's own JSON, by each version of Jackson. */
class ValuesAsJsonTest {

    private static final ObjectMapper JACKSON_2 = new ObjectMapper().findAndRegisterModules();
    private static final JsonMapper JACKSON_3 =
            JsonMapper.builder().findAndAddModules().build();

    enum Jackson {
        TWO {
            @Override
            String write(Object value) throws Exception {
                return JACKSON_2.writeValueAsString(value);
            }
        },
        THREE {
            @Override
            String write(Object value) {
                return JACKSON_3.writeValueAsString(value);
            }
        };

        abstract String write(Object value) throws Exception;

        @SuppressWarnings("unchecked") // a JSON object
        Map<String, Object> fields(Object value) throws Exception {
            return new TreeMap<>(new ObjectMapper().readValue(write(value), Map.class));
        }
    }

    private static LocalPlatform platform;
    private static Project project;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
        project.buckets().create("notes", o -> o.isPublic(true).fileSizeLimit(1000));
        project.bucket("notes").upload("2026/a.txt", Content.ofString("hello"));
        project.users().create(u -> u.email("ada@example.com").password("correct horse"));
    }

    @AfterAll
    static void stop() {
        project.close();
        platform.close();
    }

    @SuppressWarnings("unchecked") // a JSON object
    private static Map<String, Object> ofTheServer(HttpRequest request, String path) throws Exception {
        try (HttpResponse response = project.connection().http().execute(request)) {
            String json = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            Object found = new ObjectMapper().readTree(json).at(path);
            return new TreeMap<>(new ObjectMapper().readValue(found.toString(), Map.class));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserIsWrittenAsTheServerSendsIt(Jackson jackson) throws Exception {
        String id = project.users().findByEmail("ada@example.com").orElseThrow().id();
        Map<String, Object> sent = ofTheServer(HttpRequest.of("GET", "/auth/v1/admin/users/" + id), "");

        Map<String, Object> written = jackson.fields(project.users().get(id));

        assertThat(sent).containsAllEntriesOf(comparable(written));
        assertThat(written).containsKeys("id", "email", "email_confirmed_at", "app_metadata", "is_anonymous", "aud");
    }

    @ParameterizedTest
    @EnumSource
    void aBucketIsWrittenAsTheServerSendsIt(Jackson jackson) throws Exception {
        Map<String, Object> sent = ofTheServer(HttpRequest.of("GET", "/storage/v1/bucket/notes"), "");

        Map<String, Object> written = jackson.fields(project.buckets().get("notes"));

        assertThat(sent).containsAllEntriesOf(comparable(written));
        assertThat(written).containsEntry("public", true).containsEntry("file_size_limit", 1000);
    }

    @ParameterizedTest
    @EnumSource
    void aListedObjectIsWrittenAsTheServerSendsIt(Jackson jackson) throws Exception {
        Map<String, Object> written = jackson.fields(
                project.bucket("notes").list(o -> o.prefix("2026/")).first().orElseThrow());

        assertThat(written.keySet())
                .isSubsetOf("name", "key", "id", "created_at", "updated_at", "last_accessed_at", "metadata")
                .contains("name", "key", "id", "metadata");
        assertThat(written.get("metadata").toString()).contains("eTag=", "mimetype=", "size=5");
    }

    @ParameterizedTest
    @EnumSource
    void aListIsWrittenAsAnArray(Jackson jackson) throws Exception {
        assertThat(jackson.write(project.buckets().list())).startsWith("[{\"id\":\"notes\"");
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAndClientsAndTokensAreNotWritten(Jackson jackson) throws Exception {
        Session session = project.auth().signInWithPassword("ada@example.com", "correct horse");

        assertThatThrownBy(() -> jackson.write(session)).hasMessageContaining("is not a value");
        assertThatThrownBy(() -> jackson.write(project)).hasMessageContaining("is not a value");
        assertThat(jackson.write(session.tokens())).contains("expires_at").doesNotContain("eyJ", "token\"");
    }

    @Test
    void bothVersionsWriteTheSame() throws Exception {
        Object user = project.users().findByEmail("ada@example.com").orElseThrow();

        assertThat(Jackson.TWO.write(user)).isEqualTo(Jackson.THREE.write(user));
    }

    /** The server writes times with other numbers of digits, and details of parts that have no accessor. */
    private static Map<String, Object> comparable(Map<String, Object> written) {
        Map<String, Object> fields = new TreeMap<>(written);
        fields.values().removeIf(value -> value.toString().matches("\\d{4}-\\d\\d-\\d\\dT.*"));
        // The server writes null for no types.
        fields.remove("allowed_mime_types", List.of());
        fields.remove("identities");
        fields.remove("factors");
        return fields;
    }
}
