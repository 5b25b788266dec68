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
 * Identifies the content of a file.
 *
 * @param size the size of the file in bytes
 * @param modified when the file was modified
 * @param kind which bytes the digest covers
 * @param sha256 the digest in hexadecimal
 */
record SourceFingerprint(long size, Instant modified, Fingerprint kind, String sha256) {

    private static final int BLOCK_SIZE = 64 * 1024;
    private static final int SAMPLED_BLOCKS = 16;

    static SourceFingerprint of(FileSource source, Fingerprint kind) {
        long size = source.length().orElseThrow();
        try (RandomAccessFile in = new RandomAccessFile(source.file().toFile(), "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            if (kind == Fingerprint.WHOLE || size <= (long) BLOCK_SIZE * SAMPLED_BLOCKS) {
                update(digest, in, 0, size);
            } else {
                for (int i = 0; i < SAMPLED_BLOCKS; i++) {
                    update(digest, in, (size - BLOCK_SIZE) / (SAMPLED_BLOCKS - 1) * i, BLOCK_SIZE);
                }
                update(digest, in, size - BLOCK_SIZE, BLOCK_SIZE);
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
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BLOCK_SIZE, count))];
        in.seek(from);
        long remaining = count;
        while (remaining > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
            if (read < 0) {
                return;
            }
            digest.update(buffer, 0, read);
            remaining -= read;
        }
    }
}
