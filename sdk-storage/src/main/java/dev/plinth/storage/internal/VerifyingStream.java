package dev.plinth.storage.internal;

import dev.plinth.storage.IntegrityException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares the content with its MD5 as it goes by, and says so at its end. */
final class VerifyingStream extends BlockStream {

    private final MessageDigest digest = Etags.digest();
    private final Supplier<Optional<String>> expected;
    private final String what;
    private boolean compared;

    /**
     * Reads a stream.
     *
     * @param expected gives the MD5 that the content should have; asked at the end, once
     * @param what the object, for messages
     */
    VerifyingStream(InputStream in, Supplier<Optional<String>> expected, String what) {
        super(in);
        this.expected = expected;
        this.what = what;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = compared ? -1 : in.read(buffer, from, count);
        if (read > 0) {
            digest.update(buffer, from, read);
        } else if (read < 0 && !compared) {
            compared = true;
            compare();
        }
        return read;
    }

    private void compare() throws IOException {
        // To ask may take a connection, and this may hold the only one there is.
        in.close();
        String came = Etags.hex(digest);
        String wanted = expected.get().orElse(came);
        if (!came.equals(wanted)) {
            throw new IntegrityException(
                    "storage.download: the bytes that came have MD5 " + came + ", the object has " + wanted + " "
                            + what,
                    "download it again; verify(false) takes what comes");
        }
    }
}
