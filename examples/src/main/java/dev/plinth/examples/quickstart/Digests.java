package dev.plinth.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Files to send, and whether they came back as they went. */
final class Digests {

    private Digests() {}

    static void writeRandom(Path file, int size) throws IOException {
        byte[] block = new byte[64 * 1024];
        Random random = new Random();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < size; written += block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(block.length, size - written));
            }
        }
    }

    /** Returns the beginning of the digest that both files have. */
    static String requireEqual(Path sent, Path received) throws IOException {
        String expected = sha256(sent);
        if (!expected.equals(sha256(received))) {
            throw new IOException("what came back is not what was sent");
        }
        return expected.substring(0, 16) + "… equal";
    }

    static String size(Path file) throws IOException {
        return String.format("%.1f MiB", Files.size(file) / 1048576.0);
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
