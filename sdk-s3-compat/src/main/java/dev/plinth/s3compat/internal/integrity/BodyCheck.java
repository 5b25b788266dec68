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
    private final String what;
    private final @Nullable MessageDigest md5;
    private long received;

    /**
     * Checks one body.
     *
     * @param expected the expected body
     * @param what names the request in messages
     */
    BodyCheck(ExpectedBody expected, String what) {
        this.expected = expected;
        this.what = what;
        this.md5 = expected.md5().isPresent() ? Digests.md5() : null;
    }

    /** Adds received bytes. */
    void received(byte[] bytes, int offset, int count) throws IOException {
        count(count);
        if (md5 != null) {
            md5.update(bytes, offset, count);
        }
    }

    /** Adds received bytes without changing the buffer. */
    void received(ByteBuffer bytes) throws IOException {
        count(bytes.remaining());
        if (md5 != null) {
            md5.update(bytes.duplicate());
        }
    }

    private void count(int more) throws IOException {
        fault();
        received += more;
        long length = expected.length().orElse(Long.MAX_VALUE);
        if (received > length) {
            throw failure("more than the " + length + " bytes that were announced arrived");
        }
    }

    /** Checks a body that has ended. */
    void ended() throws IOException {
        fault();
        long length = expected.length().orElse(received);
        if (received < length) {
            throw failure("the body ended after " + received + " of " + length + " bytes");
        }
        if (md5 != null) {
            String digest = HexFormat.of().formatHex(md5.digest());
            String etag = expected.md5().orElse(digest);
            if (!digest.equals(etag)) {
                throw failure(
                        "the " + received + " bytes that arrived have the MD5 digest " + digest
                                + ", and the object's ETag is " + etag
                                + " (if the store encrypts with KMS its ETags are no digests; over https they are not compared)");
            }
        }
    }

    /** Adds to a failure how many bytes were received. */
    IOException broken(IOException cause) {
        String of = expected.length().isPresent() ? " of " + expected.length().getAsLong() : "";
        IOException broken = failure("the body broke off after " + received + of + " bytes: " + cause.getMessage());
        broken.initCause(cause);
        return broken;
    }

    private void fault() throws IOException {
        if (expected.fault() != null) {
            throw failure(expected.fault());
        }
    }

    private IOException failure(String why) {
        return new IOException(what + ": " + why);
    }
}
