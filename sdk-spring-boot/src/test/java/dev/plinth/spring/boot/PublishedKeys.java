package dev.plinth.spring.boot;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** The setting {@code GOTRUE_JWT_KEYS} of a project that signs with a key of its own, and publishes the other half. */
final class PublishedKeys {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private PublishedKeys() {}

    /** Returns one key that signs, and the secret that the project's API keys are signed with. */
    static String create(String secret) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey point = (ECPublicKey) pair.getPublic();
        return """
                [{"kty":"EC","crv":"P-256","alg":"ES256","kid":"ec","key_ops":["sign","verify"],\
                "x":"%s","y":"%s","d":"%s"},\
                {"kty":"oct","alg":"HS256","kid":"old","key_ops":["verify"],"k":"%s"}]""".formatted(
                        number(point.getW().getAffineX()),
                        number(point.getW().getAffineY()),
                        number(((ECPrivateKey) pair.getPrivate()).getS()),
                        BASE64.encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** As 32 bytes, whatever its sign or size. */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return BASE64.encodeToString(fixed);
    }
}
