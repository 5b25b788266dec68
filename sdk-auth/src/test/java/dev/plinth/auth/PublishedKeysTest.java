package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.OTHER_RSA;
import static dev.plinth.auth.SignedTokens.RSA;
import static dev.plinth.auth.SignedTokens.claims;
import static dev.plinth.auth.SignedTokens.published;
import static dev.plinth.auth.SignedTokens.refused;
import static dev.plinth.auth.SignedTokens.rsa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.TokenVerificationException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a verifier asks for the keys of a project, and when it does not. */
class PublishedKeysTest {

    private final KeyServer server = new KeyServer();
    private final MovingClock clock = new MovingClock();

    @AfterEach
    void stop() {
        server.close();
    }

    private TokenVerifier byKeys() {
        return TokenVerifier.builder().jwksFrom(server.connection).clock(clock).build();
    }

    @Test
    void fetchesKeysOnceAndAgainForARotatedOne() {
        TokenVerifier verifier = byKeys();
        verifier.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)));
        verifier.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)));
        assertThat(server.asked()).isEqualTo(1);
        server.keys = published("rsa-2", OTHER_RSA);
        clock.move(Duration.ofSeconds(31));

        assertThat(verifier.verify(claims(clock).withKeyId("rsa-2").sign(rsa(OTHER_RSA)))
                        .role())
                .isPresent();

        assertThat(server.asked()).isEqualTo(2);
    }

    @Test
    void unknownKeysNeitherFloodTheServerNorLockOutGoodOnes() {
        TokenVerifier verifier = byKeys();
        for (int i = 0; i < 1000; i++) {
            refused(verifier, claims(clock).withKeyId("made-up-" + i).sign(rsa(OTHER_RSA)), Reason.UNKNOWN_KEY);
        }
        assertThat(verifier.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)))
                        .role())
                .isPresent();
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void usesStaleKeysWhileTheServerIsDown() {
        TokenVerifier verifier = byKeys();
        verifier.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)));
        server.keys = Answers.error(503, "unexpected_failure");
        clock.move(Duration.ofHours(5));

        assertThat(verifier.verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA)))
                        .role())
                .isPresent();
        server.awaitAsked(2);
    }

    @Test
    void saysThatKeysAreUnavailableAndMayBeTriedAgain() {
        server.keys = Answers.error(503, "unexpected_failure");

        assertThatThrownBy(
                        () -> byKeys().verify(claims(clock).withKeyId("rsa-1").sign(rsa(RSA))))
                .isInstanceOfSatisfying(TokenVerificationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
                    assertThat(e.retryable()).isTrue();
                });
    }
}
