package dev.plinth.storage.internal.integrity;

import dev.plinth.storage.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Compares the content with its MD5, while it is read or afterwards. */
public final class VerifyingStream extends BlockStream {

    private final boolean computesDigest;
    private final BackgroundDigest digest = new BackgroundDigest();
    private final Supplier<Optional<String>> expected;
    private final String object;
    private BooleanSupplier resumed = () -> false;
    private boolean ended;

    /**
     * Creates a stream.
     *
     * @param computesDigest whether the digest is computed while the content is read
     * @param expected returns the expected MD5; called once, at the end
     * @param object the object, for messages
     */
    public VerifyingStream(InputStream in, boolean computesDigest, Supplier<Optional<String>> expected, String object) {
        super(in);
        this.computesDigest = computesDigest;
        this.expected = expected;
        this.object = object;
    }

    /**
     * Requires {@link #checkContent} if the download was resumed and no digest was computed while the content was read.
     */
    public void checkIfResumed(BooleanSupplier wasResumed) {
        this.resumed = wasResumed;
    }

    /** Returns whether the written content must be read again and passed to {@link #checkContent}. */
    public boolean needsCheck() {
        return !computesDigest && resumed.getAsBoolean();
    }

    /** Compares the written content with the expected MD5. */
    public void checkContent(InputStream written) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = written.read(buffer); read >= 0; read = written.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        compare();
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = ended ? -1 : in.read(buffer, from, count);
        if (read > 0 && computesDigest) {
            digest.update(buffer, from, read);
        } else if (read < 0 && !ended) {
            ended = true;
            if (computesDigest) {
                // The request for the entity tag needs a socket, and this response may occupy the only one.
                in.close();
                compare();
            }
        }
        return read;
    }

    private void compare() {
        String actual = digest.hex();
        String expectedMd5 = expected.get().orElse(actual);
        if (!actual.equals(expectedMd5)) {
            throw new IntegrityException(
                    "storage.download: the received bytes have the MD5 " + actual + ", but the object has "
                            + expectedMd5 + " " + object,
                    "download the object again");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            digest.finish();
        }
    }
}
