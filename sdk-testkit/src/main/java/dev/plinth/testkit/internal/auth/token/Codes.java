package dev.plinth.testkit.internal.auth.token;

import dev.plinth.testkit.internal.data.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** One-time codes: those that are sent, which are known by their hashes, and those of authenticator apps (RFC 6238). */
public final class Codes {
    private static final long STEP_SECONDS = 30;

    private Codes() {}

    /** The hash of a code that was sent to an address: SHA-224, in hex. */
    public static String hash(String address, String code) {
        String text = address.toLowerCase(Locale.ROOT) + code;
        return HexFormat.of().formatHex(Digests.of("SHA-224").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a code of an authenticator app is that of the current time step, the one before or the one after. */
    public static boolean matchesTotp(String secret, String code, Instant now) {
        long step = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        boolean matches = false;
        for (long skew = -1; skew <= 1; skew++) {
            matches |= MessageDigest.isEqual(
                    totp(secret, step + skew).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
        }
        return matches;
    }

    /** The code of a time step: SHA-1, six digits. */
    public static String totp(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"));
            byte[] digest = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(digest).getInt(digest[digest.length - 1] & 15) & 0x7fffffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    /** Base 32, without padding. */
    public static String base32(byte[] bytes) {
        return Base32.toBase32String(bytes).replace("=", "");
    }
}
