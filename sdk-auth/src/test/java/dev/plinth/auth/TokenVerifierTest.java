package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.EC;
import static dev.plinth.auth.SignedTokens.ED;
import static dev.plinth.auth.SignedTokens.OTHER_RSA;
import static dev.plinth.auth.SignedTokens.RSA;
import static dev.plinth.auth.SignedTokens.SECRET;
import static dev.plinth.auth.SignedTokens.claims;
import static dev.plinth.auth.SignedTokens.published;
import static dev.plinth.auth.SignedTokens.refused;
import static dev.plinth.auth.SignedTokens.rsa;
import static dev.plinth.auth.SignedTokens.signedByEd;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is believed of a token, and what is not. */
class TokenVerifierTest {

    private final KeyServer server = new KeyServer();
    private final MovingClock clock = new MovingClock();

    @AfterEach
    void stop() {
        server.close();
    }

    private TokenVerifier bySecret() {
        return TokenVerifier.builder().secret(Secret.of(SECRET)).clock(clock).build();
    }

    private TokenVerifier byKeys() {
        return TokenVerifier.builder().jwksFrom(server.connection).clock(clock).build();
    }

    @Test
    void believesATokenSignedWithTheSecret() {
        VerifiedToken token = bySecret().verify(claims(clock).sign(Algorithm.HMAC256(SECRET)));

        assertThat(token.subject()).contains(Answers.USER_ID);
        assertThat(token.role()).contains("authenticated");
        assertThat(token.sessionId()).contains(Answers.SESSION_ID);
        assertThat(token.assuranceLevel()).contains("aal2");
        assertThat(token.authenticationMethods()).singleElement().satisfies(m -> {
            assertThat(m.name()).isEqualTo("totp");
            assertThat(m.at()).contains(Instant.ofEpochSecond(1));
        });
        assertThat(token.userMetadata()).containsEntry("name", "Ada");
        assertThat(token.claims()).containsKey("session_id");
    }

    @Test
    void takesMethodsThatAHookMadePlainWords() {
        String token =
                claims(clock).withClaim("amr", java.util.List.of("password")).sign(Algorithm.HMAC256(SECRET));

        assertThat(bySecret().verify(token).authenticationMethods())
                .extracting(VerifiedToken.Method::name)
                .containsExactly("password");
    }

    @Test
    void believesRsaEcAndEdKeys() throws Exception {
        assertThat(byKeys().verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)))
                        .role())
                .isPresent();
        server.keys = published("ec-1", EC);
        Algorithm es256 = Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate());
        assertThat(byKeys().verify(claims(clock).withKeyId("ec-1").sign(es256)).role())
                .isPresent();
        server.keys = published("ed-1", ED);
        assertThat(byKeys().verify(signedByEd("ed-1", clock)).role()).isPresent();
    }

    @Test
    void refusesATokenThatWasChanged() throws Exception {
        String[] parts = claims(clock).sign(Algorithm.HMAC256(SECRET)).split("\\.", -1);
        String admin = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("\"role\":\"authenticated\"", "\"role\":\"service_role\"")
                        .getBytes(StandardCharsets.UTF_8));

        refused(bySecret(), parts[0] + "." + admin + "." + parts[2], Reason.BAD_SIGNATURE);
        server.keys = published("ed-1", ED);
        refused(byKeys(), signedByEd("ed-1", clock).replaceAll("\\.[^.]*$", ".AAAA"), Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesNone() {
        refused(bySecret(), claims(clock).sign(Algorithm.none()), Reason.ALGORITHM_NOT_ALLOWED);
        refused(byKeys(), claims(clock).sign(Algorithm.none()), Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void neverTakesAPublicKeyForASecret() {
        byte[] publicKey = RSA.getPublic().getEncoded();
        String pem = Base64.getMimeEncoder().encodeToString(publicKey);

        refused(
                byKeys(),
                claims(clock).withKeyId("rsa-1").sign(Algorithm.HMAC256(publicKey)),
                Reason.ALGORITHM_NOT_ALLOWED);
        refused(byKeys(), claims(clock).withKeyId("rsa-1").sign(Algorithm.HMAC256(pem)), Reason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void refusesAKeyOfAnotherKindThanTheTokenSays() {
        Algorithm es256 = Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate());

        refused(byKeys(), claims(clock).withKeyId("rsa-1").sign(es256), Reason.UNKNOWN_KEY);
        refused(byKeys(), claims(clock).withKeyId("rsa-1").sign(rsa(OTHER_RSA)), Reason.BAD_SIGNATURE);
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

        assertThat(strict.verify(claims(clock)
                        .withExpiresAt(Date.from(clock.now.minusSeconds(9)))
                        .sign(key)))
                .isNotNull();
        refused(strict, claims(clock).withExpiresAt(past).sign(key), Reason.EXPIRED);
        refused(strict, claims(clock).withExpiresAt((Date) null).sign(key), Reason.EXPIRED);
        refused(strict, claims(clock).withNotBefore(future).sign(key), Reason.NOT_YET_VALID);
        refused(strict, claims(clock).withIssuedAt(future).sign(key), Reason.NOT_YET_VALID);
        refused(strict, claims(clock).withIssuer("https://evil.example").sign(key), Reason.WRONG_ISSUER);
        refused(strict, claims(clock).withAudience("others").sign(key), Reason.WRONG_AUDIENCE);
        refused(strict, claims(clock).withClaim("role", "anon").sign(key), Reason.WRONG_ROLE);
    }

    @Test
    void refusesAMegabyte() {
        String token = claims(clock).withClaim("x", "x".repeat(1 << 20)).sign(Algorithm.HMAC256(SECRET));

        refused(bySecret(), token, Reason.MALFORMED);
    }
}
