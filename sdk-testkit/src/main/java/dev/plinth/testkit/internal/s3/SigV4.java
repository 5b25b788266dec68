package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.storage.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What AWS's Signature Version 4 is made of. */
final class SigV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String EMPTY_HASH = hash("");
    private static final String MAC = "HmacSHA256";

    private SigV4() {}

    /**
     * A signature that was found to be good.
     *
     * @param caller who signed
     * @param claim what was signed for
     * @param key the key it was signed with, which signs the body's chunks too
     */
    record Verified(Caller caller, Claim claim, Key key) {
        @Override
        public String toString() {
            return "Verified[" + claim.accessKey() + "]";
        }
    }

    /** The key that signatures of one day, region and service are made with. */
    static final class Key {
        private final byte[] key;

        Key(String secret, String day, String region, String service) {
            byte[] daily = hmac(utf8("AWS4" + secret), day);
            this.key = hmac(hmac(hmac(daily, region), service), "aws4_request");
        }

        /** The signature of a text, in hexadecimal. */
        String sign(String text) {
            return HexFormat.of().formatHex(hmac(key, text));
        }
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(utf8(text)));
    }

    static MessageDigest sha256() {
        return Checksums.digest("SHA-256");
    }

    /** Compares in a time that tells nothing. */
    static boolean same(String a, String b) {
        return MessageDigest.isEqual(utf8(a), utf8(b));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
