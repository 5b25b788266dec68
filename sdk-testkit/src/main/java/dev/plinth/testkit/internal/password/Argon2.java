package dev.plinth.testkit.internal.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Argon2 (RFC 9106), in all three types and both versions: verifies hashes in the usual text form. */
@SuppressWarnings("ByteBufferBackingArray") // all buffers are allocated by buffer()
final class Argon2 {
    private static final Pattern HASH = Pattern.compile(
            "\\$argon2(id|i|d)\\$v=(16|19)\\$m=(\\d{1,8}),t=(\\d{1,6}),p=(\\d{1,3})(?:,[^$]*)?\\$([^$]+)\\$([^$]+)");
    private static final List<String> TYPES = List.of("d", "i", "id");
    private static final int WORDS = 128;
    private static final int SLICES = 4;
    private static final int OLD_VERSION = 16;

    private final int type;
    private final int version;
    private final int passes;
    private final int lanes;
    private final int laneLength;
    private final int segmentLength;
    private final long[][] memory;

    private Argon2(int type, int version, int kibibytes, int passes, int lanes) {
        this.type = type;
        this.version = version;
        this.passes = passes;
        this.lanes = lanes;
        this.segmentLength = Math.max(2, kibibytes / (SLICES * lanes));
        this.laneLength = segmentLength * SLICES;
        this.memory = new long[laneLength * lanes][WORDS];
    }

    /** Whether a hash is well-formed and that of the password. */
    static boolean matches(String password, String hash) {
        Matcher parts = HASH.matcher(hash);
        if (!parts.matches()) {
            return false;
        }
        int kibibytes = Integer.parseInt(parts.group(3));
        Argon2 argon2 = new Argon2(
                TYPES.indexOf(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                kibibytes,
                Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)));
        byte[] salt = Base64.getDecoder().decode(parts.group(6));
        byte[] expected = Base64.getDecoder().decode(parts.group(7));
        byte[] text = password.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, argon2.tag(text, salt, kibibytes, expected.length));
    }

    private byte[] tag(byte[] password, byte[] salt, int kibibytes, int length) {
        ByteBuffer start = buffer(10 * 4 + password.length + salt.length);
        for (int value : new int[] {lanes, length, kibibytes, passes, version, type}) {
            start.putInt(value);
        }
        start.putInt(password.length).put(password).putInt(salt.length).put(salt);
        byte[] seed = Blake2b.hash(Blake2b.LONGEST, start.array());
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < 2; i++) {
                byte[] input =
                        buffer(seed.length + 8).put(seed).putInt(i).putInt(lane).array();
                ByteBuffer.wrap(longHash(WORDS * 8, input))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .get(memory[lane * laneLength + i]);
            }
        }
        for (int pass = 0; pass < passes; pass++) {
            for (int slice = 0; slice < SLICES; slice++) {
                for (int lane = 0; lane < lanes; lane++) {
                    fill(pass, slice, lane);
                }
            }
        }
        long[] last = new long[WORDS];
        for (int lane = 0; lane < lanes; lane++) {
            xor(last, memory[(lane + 1) * laneLength - 1]);
        }
        ByteBuffer bytes = buffer(WORDS * 8);
        bytes.asLongBuffer().put(last);
        return longHash(length, bytes.array());
    }

    private void fill(int pass, int slice, int lane) {
        boolean independent = type == 1 || (type == 2 && pass == 0 && slice < SLICES / 2);
        int begin = pass == 0 && slice == 0 ? 2 : 0;
        long[] addresses = new long[WORDS];
        for (int i = begin; i < segmentLength; i++) {
            int column = slice * segmentLength + i;
            int current = lane * laneLength + column;
            long[] previous = memory[lane * laneLength + (column + laneLength - 1) % laneLength];
            if (independent && (i == begin || i % WORDS == 0)) {
                addresses = addresses(pass, slice, lane, i / WORDS + 1);
            }
            long random = independent ? addresses[i % WORDS] : previous[0];
            int other = pass == 0 && slice == 0 ? lane : (int) ((random >>> 32) % lanes);
            long[] mixed =
                    mixed(previous, memory[other * laneLength + reference(pass, slice, i, other == lane, random)]);
            if (pass > 0 && version != OLD_VERSION) {
                xor(mixed, memory[current]);
            }
            memory[current] = mixed;
        }
    }

    private long[] addresses(int pass, int slice, int lane, int counter) {
        long[] input = new long[WORDS];
        long[] values = {pass, lane, slice, memory.length, passes, type, counter};
        System.arraycopy(values, 0, input, 0, values.length);
        long[] zero = new long[WORDS];
        return mixed(zero, mixed(zero, input));
    }

    /** The column of the block that is mixed in: one of those that are finished. */
    private int reference(int pass, int slice, int index, boolean sameLane, long random) {
        int finished = pass == 0 ? slice * segmentLength : laneLength - segmentLength;
        int area = sameLane ? finished + index - 1 : finished - (index == 0 ? 1 : 0);
        long x = random & 0xffffffffL;
        long y = (area * ((x * x) >>> 32)) >>> 32;
        int start = pass == 0 ? 0 : (slice + 1) * segmentLength;
        return (int) ((start + area - 1 - y) % laneLength);
    }

    private static long[] mixed(long[] x, long[] y) {
        long[] sum = x.clone();
        xor(sum, y);
        long[] z = sum.clone();
        for (int row = 0; row < 8; row++) {
            permute(z, 16 * row, 2, 1);
        }
        for (int column = 0; column < 8; column++) {
            permute(z, 2 * column, 16, 1);
        }
        xor(z, sum);
        return z;
    }

    /** Mixes sixteen words: eight pairs that lie a stride apart. */
    private static void permute(long[] z, int base, int stride, int next) {
        int[] at = new int[16];
        for (int i = 0; i < at.length; i++) {
            at[i] = base + (i / 2) * stride + (i % 2) * next;
        }
        for (int i = 0; i < 8; i++) {
            int a = i % 4;
            int diagonal = i / 4;
            mix(z, at[a], at[4 + (a + diagonal) % 4], at[8 + (a + 2 * diagonal) % 4], at[12 + (a + 3 * diagonal) % 4]);
        }
    }

    private static void mix(long[] z, int a, int b, int c, int d) {
        z[a] = sum(z[a], z[b]);
        z[d] = Long.rotateRight(z[d] ^ z[a], 32);
        z[c] = sum(z[c], z[d]);
        z[b] = Long.rotateRight(z[b] ^ z[c], 24);
        z[a] = sum(z[a], z[b]);
        z[d] = Long.rotateRight(z[d] ^ z[a], 16);
        z[c] = sum(z[c], z[d]);
        z[b] = Long.rotateRight(z[b] ^ z[c], 63);
    }

    private static long sum(long a, long b) {
        return a + b + 2 * (a & 0xffffffffL) * (b & 0xffffffffL);
    }

    private static void xor(long[] into, long[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] ^= other[i];
        }
    }

    /** A hash of any length. */
    private static byte[] longHash(int length, byte[] input) {
        byte[] prefixed = buffer(4 + input.length).putInt(length).put(input).array();
        if (length <= Blake2b.LONGEST) {
            return Blake2b.hash(length, prefixed);
        }
        ByteBuffer out = buffer(length);
        byte[] block = Blake2b.hash(Blake2b.LONGEST, prefixed);
        while (out.remaining() > Blake2b.LONGEST) {
            out.put(block, 0, Blake2b.LONGEST / 2);
            block = Blake2b.hash(Math.min(Blake2b.LONGEST, out.remaining()), block);
        }
        return out.put(block).array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
