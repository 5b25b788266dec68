package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.s3compat.RawServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is busy, and says until when in every way that there is. */
class RetryAfterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-99999999999", "0", "soon", "", "1.5", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void isNoReasonToFail(String value) throws IOException {
        Response busy = Response.of(
                "HTTP/1.1 503 Service Unavailable\nRetry-After: " + value + "\nContent-Length: 0\nConnection: close",
                new byte[0]);
        Response found = Response.of(
                "HTTP/1.1 200 OK\nETag: \"x\"\nContent-Length: 5\nConnection: close",
                "hello".getBytes(StandardCharsets.UTF_8));
        for (Reading reading : new Reading[] {Reading.BLOCKING_TO_MEMORY, Reading.ASYNCHRONOUS_TO_MEMORY}) {
            try (RawServer server = new RawServer(busy, found)) {
                S3Compat s3 = S3Compat.builder()
                        .endpoint(server.url())
                        .keys(S3Keys.of("id", "secret"))
                        .build();

                assertThat(reading.read(s3, folder)).asString().isEqualTo("hello");
                assertThat(server.requests()).hasSize(2);
            }
        }
    }
}
