package dev.plinth.storage.internal.integrity;

import dev.plinth.storage.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Compares the content with its MD5, where that is wanted: as it goes by, or once more at its end. */
public final class VerifyingStream extends BlockStream {

    private final boolean digests;
    private final BackgroundDigest digest = new BackgroundDigest();
    private final Supplier<Optional<String>> expected;
    private final String what;
    private BooleanSupplier resumed = () -> false;
    private boolean ended;

    /**
     * Reads a stream.
     *
     * @param digests whether to digest what goes by
     * @param expected gives the MD5 that the content should have; asked at the end, once
     * @param what the object, for messages
     */
    public VerifyingStream(InputStream in, boolean digests, Supplier<Optional<String>> expected, String what) {
        super(in);
        this.digests = digests;
        this.expected = expected;
        this.what = what;
    }

    /** Wants a comparison also where nothing was digested, but the download was put together of several responses. */
    public void digestsAfterResuming(BooleanSupplier wasResumed) {
        this.resumed = wasResumed;
    }

    /** Tells whether what was written is to be read once more and compared. */
    public boolean stillToCheck() {
        return !digests && resumed.getAsBoolean();
    }

    /** Compares what was written. */
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
                // To ask may take a connection, and this may hold the only one there is.
                in.close();
                compare();
            }
        }
        return read;
    }

    private void compare() {
        String came = digest.hex();
        String wanted = expected.get().orElse(came);
        if (!came.equals(wanted)) {
            throw new IntegrityException(
                    "storage.download: the bytes that came have MD5 " + came + ", the object has " + wanted + " "
                            + what,
                    "download it again");
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
