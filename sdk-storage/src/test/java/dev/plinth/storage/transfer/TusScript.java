package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.StorageClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that answers one request after another, partly as the real one was recorded. */
abstract class TusScript {

    static final Map<String, JsonNode> RECORDINGS = read();
    static final String ROUTE = "/storage/v1/upload/resumable";
    static final String ID = "dHVzL2Evb25lLnR4dC84YzE5MTEzYS0yNzQ0LTQ2OTgtODhiYi03NjQ3MzhmYmRkZTA";

    final MockWebServer server = new MockWebServer();
    Connection connection;
    Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connector.toProject(
                server.url("/").toString(),
                ApiKey.of("header.payload.signature"),
                o -> o.maxAttempts(1).idleTimeout(java.time.Duration.ofSeconds(3)),
                new NoPauses());
        bucket = StorageClient.of(connection).bucket("tus");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    void run(String key, String text, Consumer<? super ResumableUploadOptions> options) {
        bucket.resumableUpload(key, Content.ofString(text), o -> {
                    o.verify(IntegrityCheck.NEVER);
                    options.accept(o);
                })
                .run();
    }

    TusScript plays(String name) {
        JsonNode response = RECORDINGS.get(name).path("response");
        MockResponse.Builder answer =
                new MockResponse.Builder().code(response.path("status").asInt());
        response.path("headers").properties().forEach(h -> {
            if (!List.of("content-length", "transfer-encoding").contains(h.getKey())) {
                answer.setHeader(h.getKey(), h.getValue().asText());
            }
        });
        server.enqueue(answer.body(response.path("body").asText("")).build());
        return this;
    }

    TusScript offset(long offset) {
        server.enqueue(new MockResponse.Builder()
                .code(204)
                .addHeader("Upload-Offset", Long.toString(offset))
                .build());
        return this;
    }

    TusScript created(String location) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader("Location", location)
                .build());
        return this;
    }

    TusScript notFound() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json")
                .body(
                        "{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\",\"code\":\"NoSuchKey\"}")
                .build());
        return this;
    }

    static MockResponse status(long offset, String length) {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(200).addHeader("Upload-Offset", Long.toString(offset));
        return (length == null
                        ? answer.addHeader("Upload-Defer-Length", "1")
                        : answer.addHeader("Upload-Length", length))
                .build();
    }

    RecordedRequest sent() {
        try {
            RecordedRequest sent = server.takeRequest(10, TimeUnit.SECONDS);
            assertThat(sent).isNotNull();
            return sent;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String chunk(String offset) {
        RecordedRequest sent = sent();
        assertThat(sent.getMethod()).isEqualTo("PATCH");
        assertThat(sent.getHeaders().get("Upload-Offset")).isEqualTo(offset);
        return body(sent);
    }

    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /** Compares the next request with a recorded one. */
    RecordedRequest sentAs(String name, String id, String... except) {
        RecordedRequest sent = sent();
        JsonNode recorded = RECORDINGS.get(name).path("request");
        assertThat(sent.getMethod()).isEqualTo(recorded.path("method").asText());
        if (id == null || id.isEmpty()) {
            assertThat(sent.getTarget())
                    .isEqualTo("/storage/v1" + recorded.path("path").asText());
        } else {
            assertThat(sent.getTarget()).isEqualTo(ROUTE + "/" + id);
        }
        recorded.path("headers").properties().forEach(h -> {
            boolean compared = !List.of("authorization", "content-length")
                            .contains(h.getKey().toLowerCase(Locale.ROOT))
                    && !Arrays.asList(except).contains(h.getKey());
            if (compared) {
                assertThat(sent.getHeaders().get(h.getKey()))
                        .as(h.getKey())
                        .isEqualTo(h.getValue().asText());
            }
        });
        assertThat(body(sent)).isEqualTo(recorded.path("body").asText(""));
        return sent;
    }

    static Map<String, JsonNode> read() {
        Map<String, JsonNode> recordings = new HashMap<>();
        try (InputStream in = TusScript.class.getResourceAsStream("/transfer/tus.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode recording = new JsonMapper().readTree(line);
                recordings.put(recording.path("name").asText(), recording);
            }
            return recordings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
