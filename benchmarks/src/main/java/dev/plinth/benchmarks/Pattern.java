package dev.plinth.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The content of all objects: one block of random bytes, over and over. */
final class Pattern {

    private static final byte[] BLOCK = new byte[64 * 1024];

    /** The content of a small object. */
    static final byte[] SMALL;

    private static final Map<Long, String> DIGESTS = new ConcurrentHashMap<>();

    static {
        new Random(1).nextBytes(BLOCK);
        SMALL = bytes(Work.SMALL);
    }

    private Pattern() {}

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size; at += BLOCK.length) {
            System.arraycopy(BLOCK, 0, bytes, at, Math.min(BLOCK.length, size - at));
        }
        return bytes;
    }

    static void write(OutputStream out, long size) throws IOException {
        write(out, 0, size);
    }

    /** Writes the bytes from a position up to another. */
    static void write(OutputStream out, long from, long to) throws IOException {
        long at = from;
        while (at < to) {
            int start = (int) (at % BLOCK.length);
            int length = (int) Math.min(BLOCK.length - start, to - at);
            out.write(BLOCK, start, length);
            at += length;
        }
    }

    /** Returns the MD5 of the content of a size, computed once. */
    static String md5(long size) {
        return DIGESTS.computeIfAbsent(size, Pattern::digest);
    }

    private static String digest(long size) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (long left = size; left > 0; left -= BLOCK.length) {
                digest.update(BLOCK, 0, (int) Math.min(BLOCK.length, left));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
