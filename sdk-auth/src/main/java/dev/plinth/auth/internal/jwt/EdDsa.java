package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;

/** EdDSA with Ed25519, which java-jwt does not support, based on the JDK's implementation. Verifies only. */
final class EdDsa extends Algorithm {

    private static final int KEY_LENGTH = 32;

    private final PublicKey key;

    private EdDsa(PublicKey key) {
        super("EdDSA", "Ed25519");
        this.key = key;
    }

    /** Decodes a public key: y in 255 bits, little-endian, and the parity of x in the last bit. */
    static EdDsa of(byte[] encoded) throws GeneralSecurityException {
        if (encoded.length != KEY_LENGTH) {
            throw new GeneralSecurityException("an Ed25519 key must have 32 bytes");
        }
        byte[] y = new byte[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) {
            y[i] = encoded[KEY_LENGTH - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, y));
        return new EdDsa(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    }

    @Override
    public void verify(DecodedJWT jwt) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update((jwt.getHeader() + "." + jwt.getPayload()).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(jwt.getSignature()))) {
                throw new SignatureVerificationException(this);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SignatureVerificationException(this, e);
        }
    }

    @Override
    public byte[] sign(byte[] contentBytes) {
        throw new SignatureGenerationException(this, new UnsupportedOperationException("signing is not supported"));
    }
}
