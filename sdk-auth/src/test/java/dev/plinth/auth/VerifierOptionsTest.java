package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.OTHER_RSA;
import static dev.plinth.auth.SignedTokens.RSA;
import static dev.plinth.auth.SignedTokens.SECRET;
import static dev.plinth.auth.SignedTokens.claims;
import static dev.plinth.auth.SignedTokens.published;
import static dev.plinth.auth.SignedTokens.refused;
import static dev.plinth.auth.SignedTokens.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.AccessToken;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a verifier can be told to take beside the default, and who else may judge a token. */
class VerifierOptionsTest {

    private static final Algorithm KEY = Algorithm.HMAC256(SECRET);
    private static final String OTHER_SECRET = "another-secret-with-at-least-32-characters-in-it";

    private final MovingClock clock = new MovingClock();

    private TokenVerifier.Builder bySecret() {
        return TokenVerifier.builder().secret(Secret.of(SECRET)).clock(clock);
    }

    private static String projectKey(String role) {
        return JWT.create()
                .withClaim("role", role)
                .withExpiresAt(Instant.parse("2036-01-01T00:00:00Z"))
                .sign(KEY);
    }

    @Test
    void anyRoleTakesTheProjectsKeysWhichHaveNoAudience() {
        assertThat(bySecret().anyRole().build().verify(projectKey("anon")).role())
                .contains("anon");
        assertThat(bySecret()
                        .anyRole()
                        .build()
                        .verify(claims(clock).withClaim("role", (String) null).sign(KEY)))
                .isNotNull();
    }

    @Test
    void anyRoleStillAsksUsersForTheAudience() {
        refused(
                bySecret().anyRole().build(),
                claims(clock).withAudience("others").sign(KEY),
                Reason.WRONG_AUDIENCE);
        refused(
                bySecret().anyRole().build(),
                claims(clock).withAudience("others").withClaim("role", "anon").sign(KEY),
                Reason.WRONG_AUDIENCE);
    }

    @Test
    void namedRolesAloneAreTaken() {
        TokenVerifier verifier = bySecret().roles("service_role", "editor").build();

        assertThat(verifier.verify(projectKey("service_role"))).isNotNull();
        assertThat(verifier.verify(claims(clock).withClaim("role", "editor").sign(KEY)))
                .isNotNull();
        refused(verifier, projectKey("anon"), Reason.WRONG_ROLE);
        refused(verifier, claims(clock).sign(KEY), Reason.WRONG_ROLE);
        assertThatThrownBy(() -> bySecret().roles()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAudienceThatWasSetIsAskedOfAll() {
        TokenVerifier verifier = bySecret().audience("others").anyRole().build();

        assertThat(verifier.verify(claims(clock).withAudience("x", "others").sign(KEY)))
                .isNotNull();
        refused(verifier, claims(clock).sign(KEY), Reason.WRONG_AUDIENCE);
        refused(verifier, projectKey("anon"), Reason.WRONG_AUDIENCE);
    }

    @Test
    void anyAudienceStillRefusesTheProjectsKeys() {
        TokenVerifier verifier = bySecret().anyAudience().build();

        assertThat(verifier.verify(claims(clock).withAudience("others").sign(KEY)))
                .isNotNull();
        refused(verifier, projectKey("anon"), Reason.WRONG_ROLE);
    }

    @Test
    void takesTheOldSecretAndTheNewOne() {
        TokenVerifier both = bySecret().secret(Secret.of(OTHER_SECRET)).build();

        assertThat(both.verify(claims(clock).sign(KEY))).isNotNull();
        assertThat(both.verify(claims(clock).sign(Algorithm.HMAC256(OTHER_SECRET))))
                .isNotNull();
        refused(both, claims(clock).sign(Algorithm.HMAC256(OTHER_SECRET + "x")), Reason.BAD_SIGNATURE);
    }

    @Test
    void takesKeysOfSeveralProjectsThoughOneIsDown() {
        try (KeyServer first = new KeyServer();
                KeyServer second = new KeyServer()) {
            second.keys = published("rsa-2", OTHER_RSA);
            TokenVerifier both = TokenVerifier.builder()
                    .jwksFrom(first.connection)
                    .jwksFrom(second.connection)
                    .clock(clock)
                    .build();
            String ofSecond = claims(clock).withKeyId("rsa-2").sign(rsa(OTHER_RSA));

            assertThat(both.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA))))
                    .isNotNull();
            assertThat(both.verify(ofSecond)).isNotNull();
            refused(both, claims(clock).withKeyId("rsa-3").sign(rsa(RSA)), Reason.UNKNOWN_KEY);
            first.keys = Answers.error(503, "unexpected_failure");
            TokenVerifier again = TokenVerifier.builder()
                    .jwksFrom(first.connection)
                    .jwksFrom(second.connection)
                    .clock(clock)
                    .build();
            assertThat(again.verify(ofSecond)).isNotNull();
            refused(again, claims(clock).withKeyId("rsa-1").sign(rsa(RSA)), Reason.KEYS_UNAVAILABLE);
        }
    }

    @Test
    void theServerJudgesWhereThereIsNoKey() {
        try (SessionServer server = new SessionServer()) {
            TokenVerifier asking =
                    TokenVerifier.builder().verifyWithServer(server.connection).build();
            String token = claims(Clock.systemUTC()).sign(KEY);

            assertThat(asking.verify(token).subject()).contains(Answers.USER_ID);
            server.user = Answers.error(403, "session_not_found");
            refused(asking, token, Reason.REFUSED_BY_SERVER);
            server.user = Answers.json(200, Answers.user().replace(Answers.USER_ID, Answers.SESSION_ID));
            refused(asking, token, Reason.REFUSED_BY_SERVER);
            server.user = Answers.error(503, "unexpected_failure");
            refused(asking, token, Reason.SERVER_UNAVAILABLE);
            refused(asking, claims(clock).sign(KEY), Reason.EXPIRED);
        }
    }

    @Test
    void aControlPlaneIsNoJudge() {
        try (Connection plane = Connection.toPlatform("http://localhost:1", AccessToken.of("t"))) {
            assertThatThrownBy(() -> TokenVerifier.builder().verifyWithServer(plane.project("ref")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("control plane");
        }
    }
}
