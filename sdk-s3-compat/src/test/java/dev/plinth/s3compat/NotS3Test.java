package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.s3compat.RawServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .hasMessageContaining("not come from an S3 server: a web page")
                .hasMessageContaining("/storage/v1/s3");
    }

    @Test
    void aGatewaysJsonDoesNotPassForContent() {
        answers(200, "application/json", "{}");

        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("b").key("k")))
                .hasMessageContaining("not come from an S3 server: JSON");
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
                .hasMessageContaining("the response is JSON instead of XML from S3")
                .hasMessageContaining("diagnose()");
    }

    @ParameterizedTest
    @CsvSource({
        "502, text/html, <html>Bad Gateway</html>",
        "504, application/json, {}",
        "502, '', ''",
        "522, text/html, x"
    })
    void aGatewaysOwnErrorIsNotBlamedOnTheEndpoint(int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Response gateways = Response.of(
                "HTTP/1.1 " + status + " Gateway\nConnection: close\nContent-Length: " + bytes.length
                        + (type.isEmpty() ? "" : "\nContent-Type: " + type),
                bytes);
        try (RawServer raw = new RawServer(gateways);
                S3Client behind = Reading.client(S3Compat.builder()
                        .endpoint(raw.url())
                        .keys(S3Keys.of("id", "secret"))
                        .build())) {
            assertThatThrownBy(() -> behind.listObjectsV2(r -> r.bucket("bucket")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status))
                    .hasMessageContaining("gateway")
                    .hasMessageContaining("whether Storage is running")
                    .hasMessageNotContaining("is the endpoint S3's?");
        }
    }

    @Test
    void aTokenThatTheServerRepeatsIsNotShown() throws IOException {
        String token = "eyJ.marked-token.sig";
        byte[] body = ("<Error><Code>AccessDenied</Code><Message>no such token: " + token + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        Response refusal = Response.of(
                "HTTP/1.1 403 Forbidden\nConnection: close\nContent-Type: application/xml\nContent-Length: "
                        + body.length,
                body);
        try (RawServer raw = new RawServer(refusal);
                S3Client asUser = Reading.client(S3Compat.builder()
                        .endpoint(raw.url() + "/s3")
                        .projectRef("ref")
                        .anonKey(ApiKey.of("a.n.on"))
                        .session(AccessToken.of(token))
                        .build())) {
            assertThatThrownBy(() -> asUser.listObjectsV2(r -> r.bucket("bucket")))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("no such token")
                    .satisfies(e -> assertThat(e.toString() + e.getCause() + ((S3Exception) e).awsErrorDetails())
                            .doesNotContain(token));
            assertThat(raw.requests().get(0)).contains(token);
        }
    }
}
