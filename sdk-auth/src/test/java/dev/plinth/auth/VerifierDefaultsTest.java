package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.RSA;
import static dev.plinth.auth.SignedTokens.SECRET;
import static dev.plinth.auth.SignedTokens.claims;
import static dev.plinth.auth.SignedTokens.refused;
import static dev.plinth.auth.SignedTokens.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verifier believes when it is told no more than the keys, and when keys cannot be had. */
class VerifierDefaultsTest {

    private static final Algorithm KEY = Algorithm.HMAC256(SECRET);

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

    private String signedByRsa() {
        return claims(clock).withKeyId("rsa-1").sign(rsa(RSA));
    }

    private static String projectKey(String role) {
        return JWT.create()
                .withIssuer("supabase")
                .withClaim("role", role)
                .withExpiresAt(Instant.parse("2036-01-01T00:00:00Z"))
                .sign(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon", "service_role"})
    void refusesTheProjectsOwnKeysByTheirRole(String role) {
        refused(bySecret(), projectKey(role), Reason.WRONG_ROLE);
        refused(bySecret(), claims(clock).withClaim("role", role).sign(KEY), Reason.WRONG_ROLE);
    }

    @Test
    void refusesTokensForAnotherAudienceOrNone() {
        refused(bySecret(), claims(clock).withAudience("others").sign(KEY), Reason.WRONG_AUDIENCE);
        refused(bySecret(), claims(clock).withAudience((String[]) null).sign(KEY), Reason.WRONG_AUDIENCE);
    }

    @Test
    void takesRolesOfTheProjectsOwn() {
        assertThat(bySecret()
                        .verify(claims(clock).withClaim("role", "editor").sign(KEY))
                        .role())
                .contains("editor");
    }

    @Test
    void toleratesThirtySecondsBetweenTheClocks() {
        Date ahead = Date.from(clock.now.plusSeconds(30));
        Date further = Date.from(clock.now.plusSeconds(31));

        assertThat(bySecret().verify(claims(clock).withIssuedAt(ahead).sign(KEY)))
                .isNotNull();
        refused(bySecret(), claims(clock).withIssuedAt(further).sign(KEY), Reason.NOT_YET_VALID);
    }

    @Test
    void aTokenIsExpiredFromTheSecondThatItNames() {
        TokenVerifier exact = TokenVerifier.builder()
                .secret(Secret.of(SECRET))
                .clock(clock)
                .leeway(Duration.ZERO)
                .build();
        Date now = Date.from(clock.now);
        Date next = Date.from(clock.now.plusSeconds(1));

        refused(exact, claims(clock).withExpiresAt(now).sign(KEY), Reason.EXPIRED);
        assertThat(exact.verify(claims(clock).withExpiresAt(next).sign(KEY))).isNotNull();
    }

    @Test
    void thirtySecondsAfterItsEndATokenIsExpired() {
        refused(
                bySecret(),
                claims(clock)
                        .withExpiresAt(Date.from(clock.now.minusSeconds(30)))
                        .sign(KEY),
                Reason.EXPIRED);
        assertThat(bySecret()
                        .verify(claims(clock)
                                .withExpiresAt(Date.from(clock.now.minusSeconds(29)))
                                .sign(KEY)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesBlankSecrets(String blank) {
        assertThatThrownBy(() -> TokenVerifier.builder().secret(Secret.of(blank)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret");
    }

    @Test
    void refusesDurationsThatMakeNoSense() {
        for (Duration odd : new Duration[] {Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThatThrownBy(() -> TokenVerifier.builder().leeway(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("leeway");
            assertThatThrownBy(() -> TokenVerifier.builder().jwksCooldown(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("jwksCooldown");
        }
    }

    @Test
    void oneFailedFetchDisablesItForLessThanASecond() {
        var good = server.keys;
        server.keys = Answers.error(503, "unexpected_failure");
        TokenVerifier verifier = byKeys();
        refused(verifier, signedByRsa(), Reason.KEYS_UNAVAILABLE);
        refused(verifier, signedByRsa(), Reason.KEYS_UNAVAILABLE);
        assertThat(server.asked()).isEqualTo(1);
        server.keys = good;
        clock.move(Duration.ofMillis(900));

        assertThat(verifier.verify(signedByRsa())).isNotNull();
    }

    @Test
    void pausesBetweenFailedFetchesGrowToHalfAMinuteAndAreForgottenAfterASuccess() {
        var good = server.keys;
        server.keys = Answers.error(503, "unexpected_failure");
        TokenVerifier verifier = byKeys();
        int asked = 0;
        for (long pause : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000}) {
            refused(verifier, signedByRsa(), Reason.KEYS_UNAVAILABLE);
            assertThat(server.asked()).isEqualTo(++asked);
            clock.move(Duration.ofMillis(pause - 1));
            refused(verifier, signedByRsa(), Reason.KEYS_UNAVAILABLE);
            assertThat(server.asked()).isEqualTo(asked);
            clock.move(Duration.ofMillis(1));
        }
        server.keys = good;

        assertThat(verifier.verify(signedByRsa())).isNotNull();
    }

    @Test
    void anEmptySetOfKeysIsNotRemembered() {
        var good = server.keys;
        server.keys = Answers.json(200, "{\"keys\":[]}");
        TokenVerifier verifier = byKeys();
        refused(verifier, signedByRsa(), Reason.UNKNOWN_KEY);
        server.keys = good;

        assertThat(verifier.verify(signedByRsa())).isNotNull();
    }

    @Test
    void anInterruptedFetchIsNoJudgementOfTheToken() {
        TokenVerifier verifier = byKeys();
        String token = signedByRsa();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(CallInterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            boolean ignored = Thread.interrupted();
        }

        assertThat(verifier.verify(token)).isNotNull();
    }

    @Test
    void withKeysAtHandAnInterruptedThreadVerifiesToo() {
        TokenVerifier verifier = byKeys();
        String token = signedByRsa();
        assertThat(verifier.verify(token)).isNotNull();
        Thread.currentThread().interrupt();
        try {
            assertThat(verifier.verify(token)).isNotNull();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            boolean ignored = Thread.interrupted();
        }
    }

    @Test
    void aClosedConnectionHasNoKeys() {
        TokenVerifier verifier = byKeys();
        server.connection.close();

        refused(verifier, signedByRsa(), Reason.KEYS_UNAVAILABLE);
    }

    @Test
    void takesNoRsaKeyOfLessThan2048Bits() {
        for (int bits : new int[] {1024, 2040, 2048}) {
            var pair = SignedTokens.rsaPair(bits);
            server.keys = SignedTokens.published("rsa-1", pair);
            String token = claims(clock).withKeyId("rsa-1").sign(rsa(pair));

            if (bits < 2048) {
                refused(byKeys(), token, Reason.UNKNOWN_KEY);
            } else {
                assertThat(byKeys().verify(token)).isNotNull();
            }
        }
    }
}
