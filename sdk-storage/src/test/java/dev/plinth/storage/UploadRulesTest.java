package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an upload is a success, and what it asks for that. */
class UploadRulesTest {

    private static final String STORED = "{\"Key\":\"b/a\",\"Id\":\"11111111-2222-4333-8444-555555555555\"}";
    private static final byte[] LARGE = new byte[1024 * 1024];

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"), o -> o.attempts(1));
        bucket = StorageClient.of(connection).bucket("b");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private static String info(int size, String etag, String created, String updated) {
        return "{\"id\":\"11111111-2222-4333-8444-555555555555\",\"name\":\"a\",\"version\":\"v2\",\"size\":" + size
                + ",\"etag\":\"\\\"" + etag + "\\\"\",\"metadata\":{},\"created_at\":\"" + created
                + "\",\"last_modified\":\"" + updated + "\"}";
    }

    @ParameterizedTest
    @EnumSource(
            value = IntegrityCheck.class,
            names = {"AUTO", "NEVER"})
    void aSmallUploadIsOneRequest(IntegrityCheck check) {
        answers(200, STORED);

        bucket.upload("a", Content.ofBytes(new byte[4096]), o -> o.verify(check));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aLargeUploadOverPlainHttpIsCompared() {
        answers(200, STORED);
        answers(200, info(1048576, "00000000000000000000000000000000", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
        answers(200, "{}");

        assertThatThrownBy(() -> bucket.upload("a", Content.ofBytes(LARGE))).isInstanceOf(IntegrityException.class);
    }

    @Test
    void neverComparesNothing() {
        answers(200, STORED);

        bucket.upload("a", Content.ofBytes(LARGE), o -> o.verify(IntegrityCheck.NEVER));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anUploadWhoseObjectIsNotThereIsNoSuccess() {
        answers(200, STORED);
        answers(400, "{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\"}");

        assertThatThrownBy(() -> bucket.upload("a", Content.ofString("x"), o -> o.verify(IntegrityCheck.ALWAYS)))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("IntegrityCheck.NEVER");
    }

    @Test
    void anUploadThatCannotBeLookedAtIsNoSuccess() {
        answers(200, STORED);
        answers(500, "{\"message\":\"broken\"}");

        assertThatThrownBy(() -> bucket.upload("a", Content.ofString("x"), o -> o.verify(IntegrityCheck.ALWAYS)))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void whatSomebodyElseStoredSinceIsNotCompared() {
        answers(200, STORED);
        answers(200, info(5, "00000000000000000000000000000000", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"));

        StoredObject stored = bucket.upload("a", Content.ofString("x"), o -> o.verify(IntegrityCheck.ALWAYS));

        assertThat(stored.key()).isEqualTo("a");
    }

    @Test
    void aReplacementIsComparedByTheVersionThatItStored() throws Exception {
        tusAnswers("v2", 1);
        answers(200, info(1, "00000000000000000000000000000000", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"));

        assertThatThrownBy(() -> bucket.upload(
                        "a",
                        Content.ofString("x"),
                        o -> o.upsert(true)
                                .verify(IntegrityCheck.ALWAYS)
                                .cacheFor(Duration.ofMinutes(1))
                                .metadata(Map.of("k", "v"))))
                .isInstanceOf(IntegrityException.class);

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo("POST /storage/v1/upload/resumable");
        assertThat(sent.getHeaders().get("Upload-Length")).isEqualTo("1");
        assertThat(sent.getHeaders().get("x-upsert")).isEqualTo("true");
        assertThat(sent.getHeaders().get("Upload-Metadata"))
                .contains("bucketName " + base64("b"), "objectName " + base64("a"), "cacheControl " + base64("60"))
                .contains("metadata " + base64("{\"k\":\"v\"}"));
    }

    /** Of an object in parts the tag is no digest of the bytes, but its size is known. */
    @Test
    void aReplacementOfAnotherSizeIsNoticedWithoutADigest() {
        tusAnswers("v2", 1);
        answers(200, info(5, "00000000000000000000000000000000-2", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"));

        assertThatThrownBy(() -> bucket.upload(
                        "a", Content.ofString("x"), o -> o.upsert(true).verify(IntegrityCheck.ALWAYS)))
                .isInstanceOf(IntegrityException.class);
    }

    @Test
    void aReplacementByAnotherVersionIsNotCompared() {
        tusAnswers("v1", 1);
        answers(200, info(5, "00000000000000000000000000000000", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"));

        bucket.upload("a", Content.ofString("x"), o -> o.upsert(true).verify(IntegrityCheck.ALWAYS));
    }

    private void tusAnswers(String version, int offset) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader(
                        "Location",
                        "https://elsewhere.example/upload/resumable/"
                                + base64("b/a/" + version).replace("=", ""))
                .addHeader("Upload-Offset", Integer.toString(offset))
                .addHeader("Tus-Complete", "1")
                .build());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nX-Evil: 1", "text/plain\n", "text/\u0000plain"})
    void aControlCharacterInTheContentTypeIsRefused(String type) {
        Content unknownLength = Content.ofStream(new ByteArrayInputStream(new byte[3]));

        assertThatThrownBy(() -> bucket.upload("a", unknownLength, o -> o.contentType(type)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.upload("a", Content.ofString("x"), o -> o.contentType(type)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void theCallersStreamIsClosedWhateverTheEnd() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = new FilterInputStream(new ByteArrayInputStream(new byte[3])) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());

        assertThatThrownBy(() -> bucket.upload("a", Content.ofStream(stream, 3)))
                .isNotNull();

        assertThat(closed).isTrue();
    }
}
