package dev.plinth.storage.internal.integrity;

import dev.plinth.storage.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Compares the content with its MD5, while it is read or afterwards. */
public final class VerifyingStream extends BlockStream {

    private final boolean digests;
    private final BackgroundDigest digest = new BackgroundDigest();
    private final Supplier<Optional<String>> expected;
    private final String what;
    private BooleanSupplier resumed = () -> false;
    private boolean ended;

    /**
     * Creates a stream.
     *
     * @param digests whether the digest is computed while the content is read
     * @param expected returns the expected MD5; called once, at the end
     * @param what the object, for messages
     */
    public VerifyingStream(InputStream in, boolean digests, Supplier<Optional<String>> expected, String what) {
        super(in);
        this.digests = digests;
        this.expected = expected;
        this.what = what;
    }

    /**
     * Requires a comparison afterwards if the download was resumed, even if no digest was computed while it was read.
     */
    public void digestsAfterResuming(BooleanSupplier wasResumed) {
        this.resumed = wasResumed;
    }

    /** Checks whether the written content must be read again and compared. */
    public boolean stillToCheck() {
        return !digests && resumed.getAsBoolean();
    }

    /** Compares the written content. */
    public void check(InputStream written) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = written.read(buffer); read >= 0; read = written.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        compare();
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = ended ? -1 : in.read(buffer, from, count);
        if (read > 0 && digests) {
            digest.update(buffer, from, read);
        } else if (read < 0 && !ended) {
            ended = true;
            if (digests) {
                // The request for the entity tag needs a socket, and this response may occupy the only one.
                in.close();
                compare();
            }
        }
        return read;
    }

    private void compare() {
        String actual = digest.hex();
        String wanted = expected.get().orElse(actual);
        if (!actual.equals(wanted)) {
            throw new IntegrityException(
                    "storage.download: the received bytes have MD5 " + actual + ", but the object has " + wanted + " "
                            + what,
                    "download the object again");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            digest.end();
        }
    }
}
