package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.Fingerprint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * By what a file is recognized.
 *
 * @param size its length
 * @param modified when it was modified
 * @param kind what the digest is of
 * @param sha256 the digest in hex
 */
record SourceFingerprint(long size, Instant modified, Fingerprint kind, String sha256) {

    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 16;

    static SourceFingerprint of(FileSource source, Fingerprint kind) {
        long size = source.length().orElseThrow();
        try (RandomAccessFile in = new RandomAccessFile(source.file().toFile(), "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (kind == Fingerprint.WHOLE || size <= (long) BLOCK * BLOCKS) {
                update(digest, in, 0, size);
            } else {
                for (int i = 0; i < BLOCKS; i++) {
                    update(digest, in, (size - BLOCK) / (BLOCKS - 1) * i, BLOCK);
                }
                update(digest, in, size - BLOCK, BLOCK);
            }
            return new SourceFingerprint(
                    size, source.modified().toInstant(), kind, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new LocalIOException("the file cannot be read: " + source.file(), null, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, RandomAccessFile in, long from, long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BLOCK, count))];
        in.seek(from);
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
    }
}
