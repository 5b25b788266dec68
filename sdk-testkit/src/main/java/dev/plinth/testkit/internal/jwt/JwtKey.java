package dev.plinth.testkit.internal.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs and verifies: HS256, ES256 or RS256.
 *
 * @param algorithm the {@code alg} of its tokens
 * @param keyId the {@code kid} of its tokens; null when they carry none
 * @param verifying the secret, or the public key
 * @param signing the secret, or the private key; null for a key that only verifies
 */
public record JwtKey(
        String algorithm,
        @Nullable String keyId,
        Key verifying,
        @Nullable Key signing) {
    private static final String MAC = "HmacSHA256";

    /** An HS256 key of the text's bytes, without an id. */
    public static JwtKey ofSecret(String secret) {
        return ofSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    public static JwtKey ofSecret(byte[] secret) {
        return ofSecret(secret, null);
    }

    private static JwtKey ofSecret(byte[] secret, @Nullable String keyId) {
        SecretKeySpec key = new SecretKeySpec(secret, MAC);
        return new JwtKey("HS256", keyId, key, key);
    }

    /** Reads a JSON web key: oct, EC on P-256, or RSA; an {@link IllegalArgumentException} refuses any other. */
    public static JwtKey ofJwk(JsonNode jwk) {
        String keyId = jwk.path("kid").asText("");
        try {
            return switch (jwk.path("kty").asText()) {
                case "oct" -> ofSecret(bytes(jwk, "k"), keyId);
                case "EC" -> {
                    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                    parameters.init(new ECGenParameterSpec("secp256r1"));
                    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
                    ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
                    KeySpec secret = jwk.has("d") ? new ECPrivateKeySpec(number(jwk, "d"), curve) : null;
                    yield ofPair("ES256", keyId, "EC", new ECPublicKeySpec(point, curve), secret);
                }
                case "RSA" -> {
                    BigInteger modulus = number(jwk, "n");
                    KeySpec secret = jwk.has("d") ? new RSAPrivateKeySpec(modulus, number(jwk, "d")) : null;
                    yield ofPair("RS256", keyId, "RSA", new RSAPublicKeySpec(modulus, number(jwk, "e")), secret);
                }
                default ->
                    throw new IllegalArgumentException(
                            "unknown key type " + jwk.path("kty").asText());
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a valid JSON web key", e);
        }
    }

    private static JwtKey ofPair(String algorithm, String keyId, String family, KeySpec open, @Nullable KeySpec secret)
            throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(family);
        PrivateKey signing = secret == null ? null : factory.generatePrivate(secret);
        return new JwtKey(algorithm, keyId, factory.generatePublic(open), signing);
    }

    public boolean isSecret() {
        return algorithm.equals("HS256");
    }

    public byte[] sign(byte[] input) {
        try {
            if (isSecret()) {
                Mac mac = Mac.getInstance(MAC);
                mac.init(verifying);
                return mac.doFinal(input);
            }
            Signature signature = signature();
            signature.initSign((PrivateKey) signing);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }

    public boolean verify(byte[] input, byte[] signed) {
        if (isSecret()) {
            return MessageDigest.isEqual(sign(input), signed);
        }
        try {
            Signature signature = signature();
            signature.initVerify((PublicKey) verifying);
            signature.update(input);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not verify", e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return Signature.getInstance(algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] bytes(JsonNode jwk, String member) {
        return Base64.getUrlDecoder().decode(jwk.path(member).asText());
    }

    @Override
    public String toString() {
        return algorithm + " key " + keyId;
    }
}
