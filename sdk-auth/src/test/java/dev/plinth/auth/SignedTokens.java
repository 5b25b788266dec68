package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import mockwebserver3.MockResponse;

/** Keys, how a server publishes them, and tokens signed with them. */
final class SignedTokens {

    static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
    static final KeyPair RSA = pair("RSA", null);
    static final KeyPair OTHER_RSA = pair("RSA", null);
    static final KeyPair EC = pair("EC", "secp256r1");
    static final KeyPair ED = pair("Ed25519", null);

    private SignedTokens() {}

    private static KeyPair pair(String kind, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            } else if (kind.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair rsaPair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String number(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    static MockResponse published(String kid, KeyPair... pairs) {
        StringBuilder json = new StringBuilder("{\"keys\":[");
        for (KeyPair pair : pairs) {
            json.append(json.length() > 9 ? "," : "")
                    .append("{\"kid\":\"")
                    .append(kid)
                    .append("\",\"use\":\"sig\",");
            if (pair.getPublic() instanceof RSAPublicKey rsa) {
                json.append("\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\""
                        + number(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8) + "\",\"e\":\"AQAB\"}");
            } else if (pair.getPublic() instanceof ECPublicKey ec) {
                json.append("\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"x\":\""
                        + number(ec.getW().getAffineX(), 32) + "\",\"y\":\""
                        + number(ec.getW().getAffineY(), 32) + "\"}");
            } else {
                EdECPublicKey ed = (EdECPublicKey) pair.getPublic();
                byte[] y = Base64.getUrlDecoder().decode(number(ed.getPoint().getY(), 32));
                byte[] little = new byte[32];
                for (int i = 0; i < 32; i++) {
                    little[i] = y[31 - i];
                }
                little[31] |= (byte) (ed.getPoint().isXOdd() ? 0x80 : 0);
                json.append("\"kty\":\"OKP\",\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"x\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(little) + "\"}");
            }
        }
        return Answers.json(200, json.append("]}").toString());
    }

    static JWTCreator.Builder claims(Clock clock) {
        return JWT.create()
                .withSubject(Answers.USER_ID)
                .withAudience("authenticated")
                .withIssuer("https://ref.example.co/auth/v1")
                .withClaim("role", "authenticated")
                .withClaim("session_id", Answers.SESSION_ID)
                .withClaim("aal", "aal2")
                .withClaim("amr", java.util.List.of(Map.of("method", "totp", "timestamp", 1)))
                .withClaim("user_metadata", Map.of("name", "Ada"))
                .withIssuedAt(Date.from(clock.instant()))
                .withExpiresAt(Date.from(clock.instant().plusSeconds(3600)));
    }

    static Algorithm rsa(KeyPair pair) {
        return Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    }

    static String signedByEd(String kid, Clock clock) throws Exception {
        String payload = claims(clock).sign(Algorithm.HMAC256(SECRET)).split("\\.", -1)[1];
        String head = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}").getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(ED.getPrivate());
        signature.update((head + "." + payload).getBytes(StandardCharsets.US_ASCII));
        return head + "." + payload + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static void refused(TokenVerifier verifier, String token, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenVerificationException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
