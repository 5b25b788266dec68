package dev.plinth.testkit.internal.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** One-time codes, and the hashes by which they are known. */
public final class Codes {
    private Codes() {}

    /** The hash of a code that was sent to an address: SHA-224, in hex. */
    public static String hash(String address, String code) {
        return HexFormat.of().formatHex(digest("SHA-224", address.toLowerCase(Locale.ROOT) + code));
    }

    public static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
