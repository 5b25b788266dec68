package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.s3compat.RawServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** An upload in parts whose completion was carried out, though its response was lost, is not called unknown. */
class CompletionTest {

    private static final String UNKNOWN =
            "<?xml version=\"1.0\"?><Error><Code>NoSuchUpload</Code><Message>Upload not found</Message></Error>";
    private static final Response LOST =
            Response.of("HTTP/1.1 500 Internal Server Error\nContent-Length: 0\nConnection: close", new byte[0]);
    private static final Response GONE = Response.of(
            "HTTP/1.1 404 Not Found\nContent-Type: application/xml\nConnection: close\nContent-Length: "
                    + UNKNOWN.length(),
            UNKNOWN.getBytes(StandardCharsets.UTF_8));

    /** The MD5 digest of the digests of two empty parts. */
    private static final String ETAG = "5873dd45edd01f09c1ef2e7819369e8e-2";

    private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";
    private static final CompleteMultipartUploadRequest COMPLETE = CompleteMultipartUploadRequest.builder()
            .bucket("b")
            .key("k")
            .uploadId("u")
            .multipartUpload(m -> m.parts(List.of(part(1, "\"" + EMPTY + "\""), part(2, EMPTY))))
            .build();

    private static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static Response object(String etag) {
        return Response.of(
                "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 0\nETag: \"" + etag + "\"", new byte[0]);
    }

    private static CompleteMultipartUploadResponse complete(RawServer server, boolean blocking) throws IOException {
        S3Compat s3 = S3Compat.builder()
                .endpoint(server.url() + "/s3")
                .keys(S3Keys.of("id", "secret"))
                .build();
        if (blocking) {
            try (var client = Reading.client(s3)) {
                return client.completeMultipartUpload(COMPLETE);
            }
        }
        try (var client = Reading.asyncClient(s3)) {
            return Reading.joined(client.completeMultipartUpload(COMPLETE));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheObjectShowsToBeDoneIsASuccess(boolean blocking) throws IOException {
        try (RawServer server = new RawServer(LOST, GONE, object(ETAG))) {
            assertThat(complete(server, blocking).eTag()).isEqualTo("\"" + ETAG + "\"");
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(2)).startsWith("HEAD /s3/b/k");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherObjectLeavesItOpen(boolean blocking) throws IOException {
        try (RawServer server = new RawServer(LOST, GONE, object("0".repeat(32) + "-2"))) {
            assertThatThrownBy(() -> complete(server, blocking))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("may have been completed")
                    .hasCauseInstanceOf(NoSuchUploadException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noObjectLeavesItOpen(boolean blocking) throws IOException {
        Response none = Response.of("HTTP/1.1 404 Not Found\nConnection: close", new byte[0]);
        try (RawServer server = new RawServer(LOST, GONE, none)) {
            assertThatThrownBy(() -> complete(server, blocking))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("may have been completed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUploadThatNobodyTriedToCompleteIsUnknown(boolean blocking) throws IOException {
        try (RawServer server = new RawServer(GONE)) {
            assertThatThrownBy(() -> complete(server, blocking)).isInstanceOf(NoSuchUploadException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
