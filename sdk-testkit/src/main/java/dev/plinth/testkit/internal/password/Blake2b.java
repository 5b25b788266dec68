package dev.plinth.testkit.internal.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BLAKE2b without a key (RFC 7693). */
final class Blake2b {
    static final int LONGEST = 64;

    private static final int BLOCK = 128;
    private static final long[] IV = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    /** The order in which each round uses the words of a block, in hexadecimal digits. */
    private static final String[] ORDER = {
        "0123456789abcdef",
        "ea489fd61c02b753",
        "b8c052fdae367194",
        "7931dcbe265a40f8",
        "905724afe1bc683d",
        "2c6a0b834d75fe19",
        "c51fed4a0763928b",
        "db7ec13950f4862a",
        "6fe9b308c2d714a5",
        "a2847615fb9e3cd0"
    };

    private static final int ROUNDS = 12;

    private Blake2b() {}

    /** The hash of 1 to 64 bytes. */
    static byte[] hash(int length, byte[] input) {
        long[] h = IV.clone();
        h[0] ^= 0x01010000L ^ length;
        int blocks = Math.max(1, (input.length + BLOCK - 1) / BLOCK);
        byte[] padded = new byte[blocks * BLOCK];
        System.arraycopy(input, 0, padded, 0, input.length);
        ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        long[] m = new long[16];
        for (int i = 0; i < blocks; i++) {
            for (int j = 0; j < m.length; j++) {
                m[j] = words.getLong();
            }
            boolean last = i == blocks - 1;
            compress(h, m, last ? input.length : (i + 1L) * BLOCK, last);
        }
        ByteBuffer out = ByteBuffer.allocate(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : h) {
            out.putLong(word);
        }
        byte[] hash = new byte[length];
        out.get(0, hash);
        return hash;
    }

    private static void compress(long[] h, long[] m, long count, boolean last) {
        long[] v = new long[16];
        System.arraycopy(h, 0, v, 0, 8);
        System.arraycopy(IV, 0, v, 8, 8);
        v[12] ^= count;
        v[14] ^= last ? -1L : 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = ORDER[round % ORDER.length];
            for (int i = 0; i < 8; i++) {
                long x = m[Character.digit(order.charAt(2 * i), 16)];
                long y = m[Character.digit(order.charAt(2 * i + 1), 16)];
                int diagonal = i / 4;
                int a = i % 4;
                mix(v, a, 4 + (a + diagonal) % 4, 8 + (a + 2 * diagonal) % 4, 12 + (a + 3 * diagonal) % 4, x, y);
            }
        }
        for (int i = 0; i < h.length; i++) {
            h[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}
