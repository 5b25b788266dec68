package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.s3compat.RawServer.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An upload succeeds when all of it has been sent, and fails with the server's reason when the server refuses it. */
class UploadTest {

    private static final int LENGTH = 4_000_000;
    private static final int MORE_THAN_SOCKETS_HOLD = 20_000_000;
    private static final PutObjectRequest PUT =
            PutObjectRequest.builder().bucket("b").key("k").build();
    private static final Response STORED =
            Response.of("HTTP/1.1 200 OK\nETag: \"x\"\nContent-Length: 0\nConnection: close", new byte[0]);
    private static final String REFUSAL = "<?xml version=\"1.0\"?><Error><Code>EntityTooLarge</Code>"
            + "<Message>The object exceeded the maximum allowed size</Message></Error>";

    private static S3Compat at(RawServer server) {
        return S3Compat.builder()
                .endpoint(server.url() + "/s3")
                .keys(S3Keys.of("id", "secret"))
                .build();
    }

    /** AWS's asynchronous client ends such an upload only when its own timeouts have passed. */
    @Test
    void anEarlySuccessIsNoneWhenTheConnectionIsClosed() throws IOException {
        try (RawServer server = new RawServer(STORED.after(100_000).closing());
                S3Client s3 = Reading.client(at(server))) {
            RequestBody body = RequestBody.fromBytes(new byte[MORE_THAN_SOCKETS_HOLD]);

            assertThatThrownBy(() -> s3.putObject(PUT, body)).isInstanceOf(SdkException.class);
        }
    }

    @Test
    void anUploadThatIsReadToItsEndIsASuccess() throws IOException {
        try (RawServer server = new RawServer(STORED.after(LENGTH));
                S3AsyncClient async = Reading.asyncClient(at(server));
                S3Client s3 = Reading.client(at(server))) {
            assertThat(Reading.joined(async.putObject(PUT, AsyncRequestBody.fromBytes(new byte[LENGTH])))
                            .eTag())
                    .isEqualTo("\"x\"");
            assertThat(s3.putObject(PUT, RequestBody.fromBytes(new byte[LENGTH]))
                            .eTag())
                    .isEqualTo("\"x\"");
        }
    }

    @Test
    void aSourceThatIsShorterThanItSaysIsNoSuccess() throws IOException {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (RawServer server = new RawServer(STORED.after(50));
                S3AsyncClient async = Reading.asyncClient(at(server));
                S3Client s3 = Reading.client(at(server))) {
            InputStream shorter = new ByteArrayInputStream(new byte[50]);

            assertThatThrownBy(() -> s3.putObject(PUT, RequestBody.fromInputStream(shorter, 100)))
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("50 of 100 bytes");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
            assertThatThrownBy(() -> Reading.joined(async.putObject(
                            PUT,
                            AsyncRequestBody.fromInputStream(new ByteArrayInputStream(new byte[50]), 100L, reader))))
                    .isInstanceOf(SdkException.class);
        } finally {
            reader.shutdown();
        }
    }

    @Test
    void aSourceThatFailsIsNoSuccess() throws IOException {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        try (RawServer server = new RawServer(STORED.after(50));
                S3Client s3 = Reading.client(at(server))) {
            InputStream half = new SequenceInputStream(new ByteArrayInputStream(new byte[50]), failing);

            assertThatThrownBy(() -> s3.putObject(PUT, RequestBody.fromInputStream(half, 100)))
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("the source of the upload failed after 50 of 100 bytes")
                    .hasStackTraceContaining("the disk is gone");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 20_000_000})
    void aRefusalForTheSizeIsToldAsThat(int length) throws IOException {
        try (TestProject project = new TestProject();
                S3Client admin = project.withKeys().client();
                S3Client s3 = project.withKeys()
                        .client(b -> b.overrideConfiguration(project.counting().apply(b.overrideConfiguration())))) {
            String bucket = project.createLimitedBucket(10);
            try {
                assertThatThrownBy(() ->
                                s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromBytes(new byte[length])))
                        .isInstanceOfSatisfying(S3Exception.class, e -> {
                            assertThat(e.statusCode()).isEqualTo(413);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("EntityTooLarge");
                        })
                        .hasMessageContaining("larger than the limit of the bucket");
                assertThat(project.sent()).isLessThanOrEqualTo(2);
            } finally {
                TestProject.deleteBucket(admin, bucket);
            }
        }
    }

    @Test
    void aRefusalWhileTheBodyIsSentIsAskedForOnce() throws IOException {
        Response refusal = Response.of(
                "HTTP/1.1 413 Payload Too Large\nContent-Type: application/xml\nContent-Length: " + REFUSAL.length()
                        + "\nConnection: close",
                REFUSAL.getBytes(StandardCharsets.UTF_8));
        Response reset = Response.reset();
        try (RawServer server = new RawServer(reset, refusal);
                S3Client s3 = Reading.client(at(server))) {
            assertThatThrownBy(() -> s3.putObject(PUT, RequestBody.fromBytes(new byte[20_000_000])))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(413))
                    .hasMessageContaining("larger than the limit of the bucket");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1))
                    .contains("Expect: 100-continue")
                    .contains("Authorization: ");
        }
    }

    @Test
    void anUploadThatBreaksAndIsNotRefusedIsSentAgain() throws IOException {
        Response wanted = Response.of("HTTP/1.1 100 Continue", new byte[0]);
        try (RawServer server = new RawServer(Response.reset(), wanted, STORED.after(20_000_000));
                S3Client s3 = Reading.client(at(server))) {
            assertThat(s3.putObject(PUT, RequestBody.fromBytes(new byte[20_000_000]))
                            .eTag())
                    .isEqualTo("\"x\"");
            assertThat(server.requests()).hasSize(3);
        }
    }
}
