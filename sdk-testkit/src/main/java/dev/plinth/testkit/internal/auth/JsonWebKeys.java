package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.jwt.HmacKey;
import dev.plinth.testkit.internal.jwt.JwtKey;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON web keys: oct, EC on P-256, RSA. */
final class JsonWebKeys {
    private static final List<String> PUBLIC_MEMBERS = List.of("kty", "kid", "alg", "crv", "x", "y", "n", "e");

    private JsonWebKeys() {}

    static JwtKey read(JsonNode jwk) {
        try {
            return switch (jwk.path("kty").asText()) {
                case "oct" -> HmacKey.of(bytes(jwk, "k"), jwk.path("kid").asText(""));
                case "EC" -> elliptic(jwk);
                case "RSA" -> rsa(jwk);
                default ->
                    throw new IllegalArgumentException(
                            "GOTRUE_JWT_KEYS: no key of type " + jwk.path("kty").asText());
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("GOTRUE_JWT_KEYS: a key that is none", e);
        }
    }

    /** What may be shown of a key, as the server lists it. */
    static ObjectNode published(JsonNode jwk) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (String member : PUBLIC_MEMBERS) {
            if (jwk.has(member)) {
                shown.set(member, jwk.get(member));
            }
        }
        shown.put("use", "sig").putArray("key_ops").add("verify");
        return shown;
    }

    private static JwtKey elliptic(JsonNode jwk) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
        KeyFactory factory = KeyFactory.getInstance("EC");
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        PublicKey publicKey = factory.generatePublic(new ECPublicKeySpec(point, curve));
        PrivateKey privateKey =
                jwk.has("d") ? factory.generatePrivate(new ECPrivateKeySpec(number(jwk, "d"), curve)) : null;
        return new SignatureKey("ES256", jwk.path("kid").asText(""), publicKey, privateKey);
    }

    private static JwtKey rsa(JsonNode jwk) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        BigInteger modulus = number(jwk, "n");
        PublicKey publicKey = factory.generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e")));
        PrivateKey privateKey =
                jwk.has("d") ? factory.generatePrivate(new RSAPrivateKeySpec(modulus, number(jwk, "d"))) : null;
        return new SignatureKey("RS256", jwk.path("kid").asText(""), publicKey, privateKey);
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, bytes(jwk, member));
    }

    private static byte[] bytes(JsonNode jwk, String member) {
        return Base64.getUrlDecoder().decode(jwk.path(member).asText());
    }

    /** An asymmetric key; without its private half it only verifies. */
    private record SignatureKey(
            String algorithm,
            String keyId,
            PublicKey publicKey,
            @Nullable PrivateKey privateKey) implements JwtKey {
        @Override
        public byte[] sign(byte[] input) {
            try {
                Signature signature = signature();
                signature.initSign(privateKey);
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key does not sign", e);
            }
        }

        @Override
        public boolean verify(byte[] input, byte[] signed) {
            try {
                Signature signature = signature();
                signature.initVerify(publicKey);
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

        @Override
        public String toString() {
            return algorithm + " key " + keyId;
        }
    }
}
