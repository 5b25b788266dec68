package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is believed of a token, and what is not. */
class TokenVerifierTest {

    private static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
    private static final KeyPair RSA = pair("RSA", null);
    private static final KeyPair OTHER_RSA = pair("RSA", null);
    private static final KeyPair EC = pair("EC", "secp256r1");
    private static final KeyPair ED = pair("Ed25519", null);

    private final MockWebServer server = new MockWebServer();
    private final MovingClock clock = new MovingClock();
    private volatile MockResponse keys = published("rsa-1", RSA);
    private Connection connection;

    private static final class MovingClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                assertThat(request.getTarget()).isEqualTo("/auth/v1/.well-known/jwks.json");
                return keys;
            }
        });
        server.start();
        connection =
                Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"), o -> o.attempts(1));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

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

    private static String number(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, padded, length - (bytes.length - from), bytes.length - from);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }

    private static MockResponse published(String kid, KeyPair... pairs) {
        StringBuilder json = new StringBuilder("{\"keys\":[");
        for (KeyPair pair : pairs) {
            json.append(json.length() > 9 ? "," : "")
                    .append("{\"kid\":\"")
                    .append(kid)
                    .append("\",\"use\":\"sig\",");
            if (pair.getPublic() instanceof RSAPublicKey rsa) {
                json.append("\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"" + number(rsa.getModulus(), 256)
                        + "\",\"e\":\"AQAB\"}");
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

    private JWTCreator.Builder claims() {
        return JWT.create()
                .withSubject(Answers.USER_ID)
                .withAudience("authenticated")
                .withIssuer("https://ref.example.co/auth/v1")
                .withClaim("role", "authenticated")
                .withClaim("session_id", Answers.SESSION_ID)
                .withClaim("aal", "aal2")
                .withClaim("amr", java.util.List.of(Map.of("method", "totp", "timestamp", 1)))
                .withClaim("user_metadata", Map.of("name", "Ada"))
                .withIssuedAt(Date.from(clock.now))
                .withExpiresAt(Date.from(clock.now.plusSeconds(3600)));
    }

    private static Algorithm rsa(KeyPair pair) {
        return Algorithm.RSA256((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    }

    private TokenVerifier bySecret() {
        return TokenVerifier.builder().secret(Secret.of(SECRET)).clock(clock).build();
    }

    private TokenVerifier byKeys() {
        return TokenVerifier.builder().keysOf(connection).clock(clock).build();
    }

    private static void refused(TokenVerifier verifier, String token, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenVerificationException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void believesATokenSignedWithTheSecret() {
        VerifiedToken token = bySecret().verify(claims().sign(Algorithm.HMAC256(SECRET)));

        assertThat(token.subject()).contains(Answers.USER_ID);
        assertThat(token.role()).contains("authenticated");
        assertThat(token.sessionId()).contains(Answers.SESSION_ID);
        assertThat(token.assuranceLevel()).contains("aal2");
        assertThat(token.methods()).singleElement().satisfies(m -> {
            assertThat(m.name()).isEqualTo("totp");
            assertThat(m.at()).contains(Instant.ofEpochSecond(1));
        });
        assertThat(token.userMetadata()).containsEntry("name", "Ada");
        assertThat(token.claims()).containsKey("session_id");
    }

    @Test
    void takesMethodsThatAHookMadePlainWords() {
        String token = claims().withClaim("amr", java.util.List.of("password")).sign(Algorithm.HMAC256(SECRET));

        assertThat(bySecret().verify(token).methods())
                .extracting(VerifiedToken.Method::name)
                .containsExactly("password");
    }

    @Test
    void believesRsaEcAndEdKeys() throws Exception {
        assertThat(byKeys().verify(claims().withKeyId("rsa-1").sign(rsa(RSA))).role())
                .isPresent();
        keys = published("ec-1", EC);
        Algorithm es256 = Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate());
        assertThat(byKeys().verify(claims().withKeyId("ec-1").sign(es256)).role())
                .isPresent();
        keys = published("ed-1", ED);
        assertThat(byKeys().verify(signedByEd("ed-1")).role()).isPresent();
    }

    private String signedByEd(String kid) throws Exception {
        String payload = claims().sign(Algorithm.HMAC256(SECRET)).split("\\.", -1)[1];
        String head = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}").getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(ED.getPrivate());
        signature.update((head + "." + payload).getBytes(StandardCharsets.US_ASCII));
        return head + "." + payload + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    @Test
    void refusesATokenThatWasChanged() throws Exception {
        String[] parts = claims().sign(Algorithm.HMAC256(SECRET)).split("\\.", -1);
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("\"role\":\"authenticated\"", "\"role\":\"service_role\"")
                        .getBytes(StandardCharsets.UTF_8));

        refused(bySecret(), parts[0] + "." + admin + "." + parts[2], Reason.BAD_SIGNATURE);
        keys = published("ed-1", ED);
        refused(byKeys(), signedByEd("ed-1").replaceAll("\\.[^.]*$", ".AAAA"), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesNone() {
        refused(bySecret(), claims().sign(Algorithm.none()), Reason.ALGORITHM_NOT_ALLOWED);
        refused(byKeys(), claims().sign(Algorithm.none()), Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void neverTakesAPublicKeyForASecret() {
        byte[] publicKey = RSA.getPublic().getEncoded();
        String pem = Base64.getMimeEncoder().encodeToString(publicKey);

        refused(byKeys(), claims().withKeyId("rsa-1").sign(Algorithm.HMAC256(publicKey)), Reason.ALGORITHM_NOT_ALLOWED);
        refused(byKeys(), claims().withKeyId("rsa-1").sign(Algorithm.HMAC256(pem)), Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void refusesAKeyOfAnotherKindThanTheTokenSays() {
        Algorithm es256 = Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate());

        refused(byKeys(), claims().withKeyId("rsa-1").sign(es256), Reason.UNKNOWN_KEY);
        refused(byKeys(), claims().withKeyId("rsa-1").sign(rsa(OTHER_RSA)), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesByEachClaimWithItsOwnReason() {
        TokenVerifier strict = TokenVerifier.builder()
                .secret(Secret.of(SECRET))
                .clock(clock)
                .issuer("https://ref.example.co/auth/v1")
                .audience("authenticated")
                .roles("authenticated")
                .leeway(Duration.ofSeconds(10))
                .build();
        Algorithm key = Algorithm.HMAC256(SECRET);
        Date past = Date.from(clock.now.minusSeconds(11));
        Date future = Date.from(clock.now.plusSeconds(11));

        assertThat(strict.verify(claims().withExpiresAt(Date.from(clock.now.minusSeconds(9)))
                        .sign(key)))
                .isNotNull();
        refused(strict, claims().withExpiresAt(past).sign(key), Reason.EXPIRED);
        refused(strict, claims().withExpiresAt((Date) null).sign(key), Reason.EXPIRED);
        refused(strict, claims().withNotBefore(future).sign(key), Reason.NOT_YET_VALID);
        refused(strict, claims().withIssuedAt(future).sign(key), Reason.NOT_YET_VALID);
        refused(strict, claims().withIssuer("https://evil.example").sign(key), Reason.WRONG_ISSUER);
        refused(strict, claims().withAudience("others").sign(key), Reason.WRONG_AUDIENCE);
        refused(strict, claims().withClaim("role", "anon").sign(key), Reason.WRONG_ROLE);
    }

    @Test
    void takesTheExampleOfTheJwsStandard() {
        // RFC 7515, appendix A.3: good until March 2011, and without the name of its key.
        String token = "eyJhbGciOiJFUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        keys = Answers.json(
                200,
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}");
        refused(byKeys(), token, Reason.EXPIRED);
        clock.now = Instant.parse("2011-03-01T00:00:00Z");

        assertThat(byKeys().verify(token).issuer()).contains("joe");
    }

    @Test
    void fetchesKeysOnceAndAgainForARotatedOne() {
        TokenVerifier verifier = byKeys();
        verifier.verify(claims().withKeyId("rsa-1").sign(rsa(RSA)));
        verifier.verify(claims().withKeyId("rsa-1").sign(rsa(RSA)));
        assertThat(server.getRequestCount()).isEqualTo(1);
        keys = published("rsa-2", OTHER_RSA);
        clock.move(Duration.ofSeconds(31));

        assertThat(verifier.verify(claims().withKeyId("rsa-2").sign(rsa(OTHER_RSA)))
                        .role())
                .isPresent();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void unknownKeysNeitherFloodTheServerNorLockOutGoodOnes() {
        TokenVerifier verifier = byKeys();
        for (int i = 0; i < 1000; i++) {
            refused(verifier, claims().withKeyId("made-up-" + i).sign(rsa(OTHER_RSA)), Reason.UNKNOWN_KEY);
        }
        assertThat(verifier.verify(claims().withKeyId("rsa-1").sign(rsa(RSA))).role())
                .isPresent();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void usesStaleKeysWhileTheServerIsDown() {
        TokenVerifier verifier = byKeys();
        verifier.verify(claims().withKeyId("rsa-1").sign(rsa(RSA)));
        keys = Answers.error(503, "unexpected_failure");
        clock.move(Duration.ofHours(5));

        assertThat(verifier.verify(claims().withKeyId("rsa-1").sign(rsa(RSA))).role())
                .isPresent();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void saysThatKeysAreUnavailableAndMayBeTriedAgain() {
        keys = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(() -> byKeys().verify(claims().withKeyId("rsa-1").sign(rsa(RSA))))
                .isInstanceOfSatisfying(TokenVerificationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
                    assertThat(e.retryable()).isTrue();
                });
    }

    @Test
    void refusesAMegabyte() {
        String token = claims().withClaim("x", "x".repeat(1 << 20)).sign(Algorithm.HMAC256(SECRET));

        refused(bySecret(), token, Reason.MALFORMED);
    }

    @Test
    void throwsNothingButItsOwnForAnyText() {
        TokenVerifier verifier = TokenVerifier.builder()
                .secret(Secret.of(SECRET))
                .keysOf(connection)
                .clock(clock)
                .build();
        String good = claims().withKeyId("rsa-1").sign(rsa(RSA));
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String text = i % 3 == 0 ? garbage(random) : i % 3 == 1 ? mutated(good, random) : assembled(random);
            if (!text.equals(good)) {
                assertThatThrownBy(() -> verifier.verify(text))
                        .as("seed 42, round %s", i)
                        .isInstanceOf(TokenVerificationException.class)
                        .message()
                        .doesNotContain(text.length() < 20 ? "\0" : text);
            }
        }
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(10) == 0 ? '.' : random.nextInt(0x250)));
        }
        return text.toString();
    }

    private static String mutated(String token, Random random) {
        // Not in the last character, whose lowest bits mean nothing.
        int at = random.nextInt(token.length() - 2);
        char other = (char) ('!' + random.nextInt(90));
        return token.charAt(at) == other ? garbage(random) : token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String assembled(Random random) {
        String[] heads = {
            "null",
            "{}",
            "[]",
            "1",
            "{\"alg\":null}",
            "{\"alg\":\"RS256\",\"kid\":7}",
            "{\"alg\":\"HS256\"}",
            "{\"alg\":{}}"
        };
        String[] bodies = {
            "null", "{}", "[]", "\"x\"", "{\"exp\":\"never\"}", "{\"exp\":1e400}", "{\"aud\":7}", "{\"exp\":-1}"
        };
        return base64(heads[random.nextInt(heads.length)]) + "." + base64(bodies[random.nextInt(bodies.length)]) + "."
                + base64(garbage(random));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
