package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.s3compat.RawServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What arrives is what the head of the response promised, or the call fails. */
class TruncatedBodyTest {

    private static final int MIB = 1 << 20;
    private static final byte[] OBJECT = random(5000);
    private static final byte[] LARGE = random(MIB + 1);

    @TempDir
    Path folder;

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        return content;
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] flipped(byte[] content) {
        byte[] other = content.clone();
        other[content.length / 2] ^= 1;
        return other;
    }

    private static Response ok(String headers, byte[] body) {
        return Response.of("HTTP/1.1 200 OK\nConnection: close\nContent-Type: text/plain\n" + headers, body);
    }

    private static Response announced(int length, byte[] body) {
        return ok("ETag: \"" + md5(OBJECT) + "\"\nContent-Length: " + length, body);
    }

    private static Response partial(String headers, byte[] body) {
        return Response.of("HTTP/1.1 206 Partial Content\nConnection: close\nETag: \"x\"\n" + headers, body);
    }

    /** A body in one chunk, with the last chunk or cut off before it. */
    private static Response chunked(String etag, byte[] content, boolean ended) {
        String begin = Integer.toHexString(content.length) + "\r\n";
        byte[] body = (begin + new String(content, StandardCharsets.ISO_8859_1) + "\r\n" + (ended ? "0\r\n\r\n" : ""))
                .getBytes(StandardCharsets.ISO_8859_1);
        return ok("ETag: \"" + etag + "\"\nTransfer-Encoding: chunked", body);
    }

    private static S3Compat at(RawServer server) {
        return S3Compat.builder()
                .endpoint(server.url() + "/s3")
                .keys(S3Keys.of("id", "secret"))
                .build();
    }

    private static GetObjectRequest range(String range) {
        return GetObjectRequest.builder().bucket("b").key("k").range(range).build();
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatEndsTooEarlyIsNoSuccess(Reading reading) throws IOException {
        try (RawServer server = new RawServer(announced(5000, Arrays.copyOf(OBJECT, 50)))) {
            assertThatThrownBy(() -> reading.read(at(server), folder))
                    .hasStackTraceContaining("50 ")
                    .hasStackTraceContaining("5000")
                    .hasStackTraceContaining("java.io.IOException");
            assertThat(server.requests()).hasSize(reading.isRepeated() ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWholeBodyAfterATruncatedOneIsASuccess(Reading reading) throws IOException {
        try (RawServer server = new RawServer(announced(5000, Arrays.copyOf(OBJECT, 50)), announced(5000, OBJECT))) {
            if (reading.isRepeated()) {
                assertThat(reading.read(at(server), folder)).isEqualTo(OBJECT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfAnotherResponseAreNotPartOfTheObject(Reading reading) throws IOException {
        byte[] two = Arrays.copyOf(OBJECT, 2123);
        try (RawServer server = new RawServer(announced(1000, two))) {
            byte[] read;
            try {
                read = reading.read(at(server), folder);
            } catch (IOException | RuntimeException e) {
                assertThat(e).isInstanceOfAny(SdkClientException.class, IOException.class);
                return;
            }
            assertThat(read).isEqualTo(Arrays.copyOf(OBJECT, 1000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksWithoutALastOneAreNoSuccess(Reading reading) throws IOException {
        byte[] half = Arrays.copyOf(OBJECT, 2500);
        try (RawServer server = new RawServer(chunked(md5(OBJECT), half, false))) {
            assertThatThrownBy(() -> reading.read(at(server), folder)).hasStackTraceContaining("IOException");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodiesInChunksAreComparedWithTheirDigest(Reading reading) throws IOException {
        try (RawServer server = new RawServer(chunked(md5(OBJECT), OBJECT, true))) {
            assertThat(reading.read(at(server), folder)).isEqualTo(OBJECT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyWithoutAnyLengthIsComparedWithItsDigest(Reading reading) throws IOException {
        byte[] half = Arrays.copyOf(OBJECT, 2500);
        try (RawServer server = new RawServer(ok("ETag: \"" + md5(OBJECT) + "\"", half))) {
            assertThatThrownBy(() -> reading.read(at(server), folder)).hasStackTraceContaining("MD5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void overPlainHttpALargeObjectIsComparedWithItsDigest(Reading reading) throws IOException {
        String headers =
                "Content-Length: " + LARGE.length + "\nETag: \"" + md5(LARGE).toUpperCase(Locale.ROOT) + "\"";
        try (RawServer server = new RawServer(ok(headers, flipped(LARGE)), ok(headers, LARGE))) {
            if (reading.isRepeated()) {
                assertThat(reading.read(at(server), folder)).isEqualTo(LARGE);
                assertThat(server.requests()).hasSize(2);
            } else {
                assertThatThrownBy(() -> reading.read(at(server), folder)).hasStackTraceContaining("MD5");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ETag: \"0123456789abcdef0123456789abcdef-2\"",
                "ETag: W/\"0123456789abcdef0123456789abcdef\"",
                "ETag: \"of another kind\"",
                "ETag: \"0123456789abcdef0123456789abcdef\"\nContent-Encoding: br",
                "ETag: \"0123456789abcdef0123456789abcdef\"\nx-amz-server-side-encryption: aws:kms"
            })
    void whatIsNoDigestIsNotCompared(String headers) throws IOException {
        try (RawServer server = new RawServer(ok("Content-Length: " + LARGE.length + "\n" + headers, LARGE))) {
            assertThat(Reading.BLOCKING_TO_MEMORY.read(at(server), folder)).isEqualTo(LARGE);
        }
    }

    @Test
    void etagsOfOtherServersAreNotCompared() throws IOException {
        String headers = "Content-Length: " + LARGE.length + "\nETag: \"0123456789abcdef0123456789abcdef\"";
        try (RawServer server = new RawServer(ok(headers, LARGE))) {
            S3Compat other = S3Compat.builder()
                    .endpoint(server.url())
                    .keys(S3Keys.of("id", "secret"))
                    .build();

            assertThat(Reading.BLOCKING_TO_MEMORY.read(other, folder)).isEqualTo(LARGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRangeIsTheOneThatWasAskedFor(Reading reading) throws IOException {
        byte[] part = Arrays.copyOfRange(OBJECT, 100, 200);
        try (RawServer server =
                new RawServer(partial("Content-Length: 100\nContent-Range: bytes 100-199/5000", part))) {
            assertThat(reading.read(at(server), range("bytes=100-199"), folder)).isEqualTo(part);
        }
        Files.deleteIfExists(folder.resolve("read"));
        try (RawServer server =
                new RawServer(partial("Content-Length: 100\nContent-Range: bytes 4900-4999/5000", part))) {
            assertThat(reading.read(at(server), range("bytes=-100"), folder)).isEqualTo(part);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 206 Partial Content\nContent-Length: 50\nContent-Range: bytes 100-199/5000",
                "HTTP/1.1 206 Partial Content\nContent-Length: 50\nContent-Range: bytes 0-49/5000",
                "HTTP/1.1 206 Partial Content\nContent-Length: 50\nContent-Range: bytes 150-199/5000",
                "HTTP/1.1 200 OK\nContent-Length: 50"
            })
    void anotherRangeThanAskedForIsNoSuccess(String head) throws IOException {
        Response response = Response.of(head + "\nConnection: close\nETag: \"x\"", Arrays.copyOf(OBJECT, 50));
        try (RawServer server = new RawServer(response)) {
            for (Reading reading : Reading.values()) {
                assertThatThrownBy(() -> reading.read(at(server), range("bytes=100-199"), folder))
                        .as("%s", reading)
                        .hasStackTraceContaining("java.io.IOException");
            }
        }
    }

    @Test
    void responsesWithoutABodyHaveNoLengthToBeChecked() throws IOException {
        Response head = ok("ETag: \"x\"\nContent-Length: 5000", new byte[0]);
        Response unchanged = Response.of("HTTP/1.1 304 Not Modified\nETag: \"x\"\nContent-Length: 5000", new byte[0]);
        try (RawServer server = new RawServer(head, unchanged);
                S3Client s3 = Reading.client(at(server))) {
            assertThat(s3.headObject(r -> r.bucket("b").key("k")).contentLength())
                    .isEqualTo(5000);
            assertThatThrownBy(() ->
                            s3.getObjectAsBytes(r -> r.bucket("b").key("k").ifNoneMatch("x")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        }
    }

    @Test
    void whoStopsReadingIsNotToldThatMoreWasToCome() throws IOException {
        try (RawServer server = new RawServer(announced(5000, OBJECT));
                S3Client s3 = Reading.client(at(server));
                var body = s3.getObject(r -> r.bucket("b").key("k"))) {
            assertThat(body.readNBytes(10)).isEqualTo(Arrays.copyOf(OBJECT, 10));
            assertThat(body.skip(4000)).isPositive();
            body.abort();
        }
    }
}
