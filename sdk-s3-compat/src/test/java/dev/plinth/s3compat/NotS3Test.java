package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Endpoints at which something else answers. */
class NotS3Test {

    private final MockWebServer server = new MockWebServer();
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server.start();
        s3 = S3Compat.builder()
                .endpoint(server.url("/").toString())
                .keys(S3Keys.of("id", "secret"))
                .build()
                .client();
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    private void answers(int status, String type, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(body)
                .build());
    }

    @Test
    void aWebPageDoesNotPassForAnObjectThatWasStored() {
        answers(200, "text/html; charset=utf-8", "<html></html>");

        assertThatThrownBy(() -> s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromString("x")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("not S3: a web page")
                .hasMessageContaining("/storage/v1/s3");
    }

    @Test
    void aGatewaysJsonDoesNotPassForContent() {
        answers(200, "application/json", "{}");

        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("k")))
                .hasMessageContaining("not S3: JSON");
    }

    @Test
    void aStoredPageIsAnObject() {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "text/html")
                .setHeader("ETag", "\"1\"")
                .body("<html></html>")
                .build());

        assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key("k")).asUtf8String())
                .isEqualTo("<html></html>");
    }

    @Test
    void aGatewaysErrorSaysWhereS3Is() {
        answers(404, "application/json", "{\"message\":\"no Route matched with those values\"}");

        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("b")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("JSON came, and not S3's XML")
                .hasMessageContaining("diagnose()");
    }
}
