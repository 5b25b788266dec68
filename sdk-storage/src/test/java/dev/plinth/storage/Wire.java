package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.internal.connection.LiveConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Plays recorded answers, and compares what was sent with what was recorded. */
final class Wire implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, JsonNode> RECORDINGS = read();
    private static final List<String> NOT_COMPARED =
            List.of("authorization", "content-length", "transfer-encoding", "connection");

    private final MockWebServer server = new MockWebServer();
    private final Connection connection;
    private final String mount;

    private Wire(boolean direct) throws IOException {
        server.start();
        String url = server.url("/").toString();
        this.mount = direct ? "/storage/v1" : "";
        this.connection = direct
                ? Connection.toProject(url, ApiKey.of("header.payload.signature"), o -> {})
                : LiveConnection.of(Connection.toPlatform(
                                url,
                                AccessToken.of("header.payload.signature"),
                                o -> o.dialect(ControlPlaneDialect.STUDIO)))
                        .project("default")
                        .owned();
    }

    static Wire direct() throws IOException {
        return new Wire(true);
    }

    static Wire studio() throws IOException {
        return new Wire(false);
    }

    StorageClient client() {
        return StorageClient.of(connection);
    }

    Bucket bucket(String id) {
        return client().bucket(id);
    }

    String url() {
        return server.url("/").toString().replaceAll("/$", "");
    }

    /** Answers the next request as the server once did. */
    Wire plays(String name) {
        JsonNode response = recording(name).path("response");
        MockResponse.Builder answer =
                new MockResponse.Builder().code(response.path("status").asInt());
        response.path("headers").properties().forEach(h -> {
            if (!h.getKey().equals("content-length")) {
                answer.setHeader(h.getKey(), h.getValue().asText());
            }
        });
        if (answer.getCode() != 304) {
            answer.body(new Buffer().writeUtf8(response.path("body").asText("")));
        }
        server.enqueue(answer.build());
        return this;
    }

    Wire answers(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
        return this;
    }

    /** Compares the next request with a recorded one: what was recorded was sent, maybe more. */
    RecordedRequest sentAs(String name) {
        RecordedRequest sent = sent();
        JsonNode recorded = recording(name).path("request");
        assertThat(sent.getMethod()).isEqualTo(recorded.path("method").asText());
        String[] target = (mount + recorded.path("path").asText()).split("\\?", 2);
        String[] ours = sent.getTarget().split("\\?", 2);
        assertThat(decoded(ours[0])).isEqualTo(decoded(target[0]));
        assertThat(query(ours)).containsAll(query(target));
        recorded.path("headers").properties().forEach(h -> {
            if (!NOT_COMPARED.contains(h.getKey().toLowerCase(Locale.ROOT))) {
                assertThat(sent.getHeaders().get(h.getKey()))
                        .as(h.getKey())
                        .isEqualTo(h.getValue().asText());
            }
        });
        sameBody(recorded, sent);
        return sent;
    }

    RecordedRequest sent() {
        try {
            RecordedRequest sent = server.takeRequest(60, TimeUnit.SECONDS);
            assertThat(sent).isNotNull();
            return sent;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int requests() {
        return server.getRequestCount();
    }

    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sameBody(JsonNode recorded, RecordedRequest sent) {
        String expected = recorded.path("body").asText("");
        if (!expected.startsWith("{")) {
            assertThat(body(sent)).isEqualTo(expected);
            return;
        }
        JsonNode ours = json(body(sent));
        json(expected)
                .properties()
                .forEach(field -> contains(ours.path(field.getKey()), field.getValue(), field.getKey()));
    }

    private static void contains(JsonNode ours, JsonNode expected, String name) {
        if (expected.isObject()) {
            expected.properties().forEach(f -> contains(ours.path(f.getKey()), f.getValue(), f.getKey()));
        } else {
            assertThat(ours).as(name).isEqualTo(expected);
        }
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> query(String[] target) {
        return target.length == 1
                ? List.of()
                : Arrays.stream(target[1].split("&", -1)).map(Wire::decoded).toList();
    }

    static JsonNode recording(String name) {
        JsonNode recording = RECORDINGS.get(name);
        assertThat(recording).as(name).isNotNull();
        return recording;
    }

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> recordings = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Wire.class.getResourceAsStream("/recordings.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode recording = JSON.readTree(line);
                recordings.put(recording.path("name").asText(), recording);
            }
            return recordings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
