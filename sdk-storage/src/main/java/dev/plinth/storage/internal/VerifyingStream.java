package dev.plinth.storage.internal;

import dev.plinth.storage.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Compares the content with its MD5 as it goes by, and says so at its end. */
final class VerifyingStream extends FilterInputStream {

    private final MessageDigest digest = Etags.digest();
    private final String expected;
    private final String what;
    private boolean compared;

    VerifyingStream(InputStream in, String expected, String what) {
        super(in);
        this.expected = expected;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = in.read(buffer, from, count);
        if (read > 0) {
            digest.update(buffer, from, read);
        } else if (read < 0) {
            compare();
        }
        return read;
    }

    /** What is skipped has to be read all the same. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(count, 8192))];
        int read = buffer.length == 0 ? 0 : read(buffer, 0, buffer.length);
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void compare() {
        if (compared) {
            return;
        }
        compared = true;
        String came = Etags.hex(digest);
        if (!came.equals(expected)) {
            throw new IntegrityException(
                    "storage.download: the bytes that came have MD5 " + came + ", the object has " + expected + " "
                            + what,
                    "download it again; verify(false) takes what comes");
        }
    }
}
