package dev.plinth.testkit.internal.auth.token;

import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.jwt.JwtKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens of the second kind: version 0, the session, a counter, a shortened HMAC by the session's key, and a
 * checksum.
 *
 * @param session the session's id
 * @param counter how often the session was refreshed before this token was issued
 * @param signed all that the signature is over
 * @param signature sixteen bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody else holds the arrays
public record SecondToken(UUID session, long counter, byte[] signed, byte[] signature) {
    private static final int SIGNATURE = 16;
    private static final int CHECKSUM = 4;
    private static final int SHORTEST = 51;

    public static String write(UUID session, long counter, byte[] key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(16)
                .putLong(session.getMostSignificantBits())
                .putLong(session.getLeastSignificantBits())
                .array());
        long rest = counter;
        while (rest >= 0x80) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        out.writeBytes(hmac(key, out.toByteArray()));
        out.writeBytes(checksum(out.toByteArray()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /** What a token says, if its checksum is right. */
    public static Optional<SecondToken> read(String token) {
        byte[] bytes = decoded(token);
        if (token.length() < SHORTEST || bytes.length < 1 + 16 + 1 + SIGNATURE + CHECKSUM || bytes[0] != 0) {
            return Optional.empty();
        }
        int end = bytes.length - CHECKSUM;
        if (!Arrays.equals(checksum(Arrays.copyOf(bytes, end)), Arrays.copyOfRange(bytes, end, bytes.length))) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(bytes, end - SIGNATURE);
        ByteBuffer id = ByteBuffer.wrap(bytes, 1, 16);
        UUID session = new UUID(id.getLong(), id.getLong());
        long counter = 0;
        for (int i = 17; i < signed.length; i++) {
            counter |= (long) (signed[i] & 0x7f) << (7 * (i - 17));
        }
        return Optional.of(new SecondToken(session, counter, signed, Arrays.copyOfRange(bytes, end - SIGNATURE, end)));
    }

    public boolean signedWith(byte[] key) {
        return key.length > 0 && MessageDigest.isEqual(hmac(key, signed), signature);
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(byte[] key, byte[] input) {
        return Arrays.copyOf(JwtKey.ofSecret(key).sign(input), SIGNATURE);
    }

    private static byte[] checksum(byte[] input) {
        return Arrays.copyOf(Digests.of("SHA-256").digest(input), CHECKSUM);
    }
}
