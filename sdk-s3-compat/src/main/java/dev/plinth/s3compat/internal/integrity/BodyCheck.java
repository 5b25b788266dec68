package dev.plinth.s3compat.internal.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Compares a body with the expected one while it is read. Its failures are {@link IOException}s, which the AWS SDK
 * retries if possible. Not thread-safe.
 */
final class BodyCheck {

    private final ExpectedBody expected;
    private final String request;
    private final @Nullable MessageDigest md5;
    private long received;

    /**
     * Checks one body.
     *
     * @param expected the expected body
     * @param request identifies the request in messages
     */
    BodyCheck(ExpectedBody expected, String request) {
        this.expected = expected;
        this.request = request;
        this.md5 = expected.md5().isPresent() ? Digests.md5() : null;
    }

    /** Adds received bytes. */
    void received(byte[] bytes, int offset, int count) throws IOException {
        addLength(count);
        if (md5 != null) {
            md5.update(bytes, offset, count);
        }
    }

    /** Adds received bytes without changing the buffer. */
    void received(ByteBuffer bytes) throws IOException {
        addLength(bytes.remaining());
        if (md5 != null) {
            md5.update(bytes.duplicate());
        }
    }

    private void addLength(int count) throws IOException {
        checkError();
        received += count;
        long length = expected.length().orElse(Long.MAX_VALUE);
        if (received > length) {
            throw failure("the body is longer than the declared " + length + " bytes");
        }
    }

    /** Checks a body that has ended. */
    void ended() throws IOException {
        checkError();
        long length = expected.length().orElse(received);
        if (received < length) {
            throw failure("the body ended after " + received + " of " + length + " bytes");
        }
        if (md5 != null) {
            String digest = HexFormat.of().formatHex(md5.digest());
            String etag = expected.md5().orElse(digest);
            if (!digest.equals(etag)) {
                throw failure("the received body (" + received + " bytes) has the MD5 " + digest
                        + ", but the object's ETag is " + etag
                        + " (if the store encrypts with KMS, its ETags are not digests; use https, where they are not"
                        + " compared)");
            }
        }
    }

    /** Returns a failure with the number of bytes that were received before. */
    IOException interrupted(IOException cause) {
        String total =
                expected.length().isPresent() ? " of " + expected.length().getAsLong() : "";
        IOException interrupted =
                failure("the body was interrupted after " + received + total + " bytes: " + cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    private void checkError() throws IOException {
        if (expected.error() != null) {
            throw failure(expected.error());
        }
    }

    private IOException failure(String reason) {
        return new IOException(request + ": " + reason);
    }
}
