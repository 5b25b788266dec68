package dev.plinth.testkit.internal.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HS256 with a shared secret. */
public final class HmacKey implements JwtKey {
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    private HmacKey(SecretKeySpec key) {
        this.key = key;
    }

    public static HmacKey of(String secret) {
        return new HmacKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
    }

    @Override
    public String algorithm() {
        return "HS256";
    }

    @Override
    public @Nullable String keyId() {
        return null;
    }

    @Override
    public byte[] sign(byte[] input) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    @Override
    public boolean verify(byte[] input, byte[] signature) {
        return MessageDigest.isEqual(sign(input), signature);
    }
}
