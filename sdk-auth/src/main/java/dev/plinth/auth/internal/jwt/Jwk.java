package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts published keys to verification algorithms. Invalid keys and unsupported key types are skipped. */
final class Jwk {

    private static final int MIN_RSA_BITS = 2048;

    private Jwk() {}

    /** Returns the algorithm in the key's {@code alg}, or all algorithms of its key type if it has none. */
    static List<Algorithm> algorithms(Map<String, Object> jwk) {
        try {
            String alg = text(jwk, "alg");
            return switch (text(jwk, "kty")) {
                case "RSA" -> rsa(jwk, alg);
                case "EC" ->
                    ec(jwk).filter(a -> alg.isEmpty() || a.getName().equals(alg)).stream()
                            .toList();
                case "OKP" -> text(jwk, "crv").equals("Ed25519") ? List.of(EdDsa.of(bytes(jwk, "x"))) : List.of();
                default -> List.of();
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            return List.of();
        }
    }

    private static List<Algorithm> rsa(Map<String, Object> jwk, String alg) throws GeneralSecurityException {
        RSAPublicKeySpec spec = new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        if (key.getModulus().bitLength() < MIN_RSA_BITS) {
            return List.of();
        }
        return List.of(Algorithm.RSA256(key, null), Algorithm.RSA384(key, null), Algorithm.RSA512(key, null)).stream()
                .filter(a -> alg.isEmpty() || a.getName().equals(alg))
                .toList();
    }

    private static Optional<Algorithm> ec(Map<String, Object> jwk) throws GeneralSecurityException {
        return switch (text(jwk, "crv")) {
            case "P-256" -> Optional.of(Algorithm.ECDSA256(point(jwk, "secp256r1"), null));
            case "P-384" -> Optional.of(Algorithm.ECDSA384(point(jwk, "secp384r1"), null));
            case "P-521" -> Optional.of(Algorithm.ECDSA512(point(jwk, "secp521r1"), null));
            default -> Optional.empty();
        };
    }

    private static ECPublicKey point(Map<String, Object> jwk, String curve) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        ECPublicKeySpec spec = new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    }

    private static BigInteger number(Map<String, Object> jwk, String name) {
        return new BigInteger(1, bytes(jwk, name));
    }

    private static byte[] bytes(Map<String, Object> jwk, String name) {
        return Base64.getUrlDecoder().decode(text(jwk, name));
    }

    private static String text(Map<String, Object> jwk, String name) {
        return jwk.get(name) instanceof String text ? text : "";
    }
}
