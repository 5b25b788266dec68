package dev.plinth.testkit.internal.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** scrypt (RFC 7914). */
final class Scrypt {
    private static final int SALSA_WORDS = 16;

    private Scrypt() {}

    /**
     * Derives a key.
     *
     * @param n the cost, a power of two
     * @param r the block size
     * @param p the number of blocks
     * @param length the key's length in bytes
     */
    static byte[] derive(byte[] password, byte[] salt, int n, int r, int p, int length)
            throws GeneralSecurityException {
        int words = 32 * r;
        ByteBuffer blocks =
                ByteBuffer.wrap(pbkdf2(password, salt, p * words * 4)).order(ByteOrder.LITTLE_ENDIAN);
        IntBuffer view = blocks.asIntBuffer();
        int[] block = new int[words];
        for (int i = 0; i < p; i++) {
            view.get(i * words, block);
            view.put(i * words, mix(block, n, r));
        }
        return pbkdf2(password, blocks.array(), length);
    }

    private static int[] mix(int[] input, int n, int r) {
        int[][] memory = new int[n][];
        int[] block = input;
        for (int i = 0; i < n; i++) {
            memory[i] = block;
            block = blockMix(block, r);
        }
        for (int i = 0; i < n; i++) {
            int[] other = memory[block[(2 * r - 1) * SALSA_WORDS] & (n - 1)];
            int[] sum = new int[block.length];
            for (int j = 0; j < sum.length; j++) {
                sum[j] = block[j] ^ other[j];
            }
            block = blockMix(sum, r);
        }
        return block;
    }

    private static int[] blockMix(int[] block, int r) {
        int[] mixed = new int[block.length];
        int[] x = new int[SALSA_WORDS];
        System.arraycopy(block, block.length - SALSA_WORDS, x, 0, SALSA_WORDS);
        for (int i = 0; i < 2 * r; i++) {
            for (int j = 0; j < SALSA_WORDS; j++) {
                x[j] ^= block[i * SALSA_WORDS + j];
            }
            salsa(x);
            System.arraycopy(x, 0, mixed, (i / 2 + (i % 2) * r) * SALSA_WORDS, SALSA_WORDS);
        }
        return mixed;
    }

    private static void salsa(int[] words) {
        int[] x = words.clone();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                quarter(x, 5 * j, (5 * j + 4) % 16, (5 * j + 8) % 16, (5 * j + 12) % 16);
            }
            for (int j = 0; j < 4; j++) {
                int row = 4 * j;
                quarter(x, 5 * j, row + (j + 1) % 4, row + (j + 2) % 4, row + (j + 3) % 4);
            }
        }
        for (int i = 0; i < words.length; i++) {
            words[i] += x[i];
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }

    /** PBKDF2 with HMAC-SHA-256 and one round; the JDK's takes no bytes for a password. */
    private static byte[] pbkdf2(byte[] password, byte[] salt, int length) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, "HmacSHA256"));
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int i = 1; out.hasRemaining(); i++) {
            mac.update(salt);
            byte[] block = mac.doFinal(ByteBuffer.allocate(4).putInt(i).array());
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
        return out.array();
    }
}
