package dev.plinth.testkit.internal.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** bcrypt (Provos and Mazières, 1999), version 2a: Blowfish with an expensive key schedule. */
final class Bcrypt {
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final byte[] MAGIC = "OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 23;
    private static final int SALT_CHARACTERS = 22;
    private static final int HEADER = "$2a$10$".length();
    private static final int SUBKEYS = 18;
    private static final int BOX = 256;

    /** The subkeys and the four boxes: at first the fraction of pi, then what the key makes of them. */
    private final int[] p = new int[SUBKEYS];

    private final int[] s = new int[4 * BOX];

    private Bcrypt() {
        ByteBuffer pi = ByteBuffer.wrap(Pi.FRACTION);
        for (int i = 0; i < p.length; i++) {
            p[i] = pi.getInt();
        }
        for (int i = 0; i < s.length; i++) {
            s[i] = pi.getInt();
        }
    }

    /** Loaded when the first password is hashed. */
    private static final class Pi {
        static final byte[] FRACTION = read();

        private static byte[] read() {
            try (InputStream in = Bcrypt.class.getResourceAsStream("pi.bin")) {
                if (in == null) {
                    throw new IOException("pi.bin is not in the jar");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hashes a password with a new salt; each step of the cost, from 4 to 31, doubles the work. */
    static String hash(String password, int cost, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return String.format("$2a$%02d$%s%s", cost, encode(salt), encode(digest(password, cost, salt)));
    }

    /** Whether a well-formed hash is that of the password. */
    static boolean matches(String password, String hash) {
        int start = hash.indexOf('$', 1) + 1;
        int cost = Integer.parseInt(hash.substring(start, start + 2));
        String encoded = hash.substring(start + HEADER - "$2a$".length());
        byte[] salt = decode(encoded.substring(0, SALT_CHARACTERS));
        byte[] expected = encode(digest(password, cost, salt)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(
                expected, encoded.substring(SALT_CHARACTERS).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] digest(String password, int cost, byte[] salt) {
        byte[] text = password.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[text.length + 1];
        System.arraycopy(text, 0, key, 0, text.length);
        Bcrypt state = new Bcrypt();
        state.expand(key, salt);
        byte[] zero = new byte[SALT_BYTES];
        for (long i = 1L << cost; i > 0; i--) {
            state.expand(key, zero);
            state.expand(salt, zero);
        }
        ByteBuffer out = ByteBuffer.allocate(MAGIC.length);
        ByteBuffer in = ByteBuffer.wrap(MAGIC);
        while (in.hasRemaining()) {
            long block = in.getLong();
            for (int i = 0; i < 64; i++) {
                block = state.encrypt(block);
            }
            out.putLong(block);
        }
        byte[] digest = new byte[HASH_BYTES];
        out.get(0, digest);
        return digest;
    }

    private void expand(byte[] key, byte[] salt) {
        int at = 0;
        for (int i = 0; i < p.length; i++) {
            int word = 0;
            for (int j = 0; j < 4; j++) {
                word = (word << 8) | (key[at] & 0xff);
                at = (at + 1) % key.length;
            }
            p[i] ^= word;
        }
        long first = ByteBuffer.wrap(salt).getLong(0);
        long second = ByteBuffer.wrap(salt).getLong(8);
        long block = 0;
        for (int i = 0; i < p.length + s.length; i += 2) {
            block = encrypt(block ^ (i % 4 == 0 ? first : second));
            int[] target = i < p.length ? p : s;
            int index = i < p.length ? i : i - p.length;
            target[index] = (int) (block >>> 32);
            target[index + 1] = (int) block;
        }
    }

    private long encrypt(long block) {
        int left = (int) (block >>> 32) ^ p[0];
        int right = (int) block;
        for (int i = 1; i <= 16; i += 2) {
            right ^= round(left) ^ p[i];
            left ^= round(right) ^ p[i + 1];
        }
        return ((long) (right ^ p[SUBKEYS - 1]) << 32) | (left & 0xffffffffL);
    }

    private int round(int x) {
        int sum = s[x >>> 24] + s[BOX + ((x >>> 16) & 0xff)];
        return (sum ^ s[2 * BOX + ((x >>> 8) & 0xff)]) + s[3 * BOX + (x & 0xff)];
    }

    private static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            for (bits += 8; bits >= 6; bits -= 6) {
                out.append(ALPHABET.charAt((buffer >>> (bits - 6)) & 63));
            }
        }
        return bits == 0
                ? out.toString()
                : out.append(ALPHABET.charAt((buffer << (6 - bits)) & 63)).toString();
    }

    private static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 6 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            buffer = (buffer << 6) | ALPHABET.indexOf(text.charAt(i));
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >>> bits);
            }
        }
        return bytes;
    }
}
