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
    private final @Nullable String keyId;

    private HmacKey(SecretKeySpec key, @Nullable String keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /** A key of the text's bytes, without an id. */
    public static HmacKey of(String secret) {
        return of(secret.getBytes(StandardCharsets.UTF_8), null);
    }

    /** A key of any bytes. */
    public static HmacKey of(byte[] secret, @Nullable String keyId) {
        return new HmacKey(new SecretKeySpec(secret, MAC), keyId);
    }

    @Override
    public String algorithm() {
        return "HS256";
    }

    @Override
    public @Nullable String keyId() {
        return keyId;
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
