package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.PASSWORD;
import static dev.plinth.auth.LocalAuth.ADA;
import static dev.plinth.auth.LocalAuth.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.RateLimitException;
import dev.plinth.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users do where a project is set up in a way of its own, or its clock is moved. */
@Tag("local")
class LocalFlowsTest {

    private final LocalAuth local = new LocalAuth();
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    @Covers({"POST /signup", "POST /verify"})
    void signUpAsksForConfirmationAndTheLinksHashSignsIn() {
        SignUpResult result = auth.signUp(ADA, PASSWORD, o -> o.userMetadata("name", "Ada"));
        VerifyOtpResult verification =
                auth.verifyTokenHash(VerificationType.SIGNUP, Secret.of(LocalAuth.token(local.mailed())));

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.CONFIRMATION_REQUIRED);
        assertThat(result.session()).isEmpty();
        Session session = verification.session().orElseThrow();
        assertThat(session.user().userMetadata()).containsEntry("name", "Ada");
        assertThat(auth.actingAs(session).account().getUser().emailConfirmedAt())
                .isPresent();
    }

    @Test
    void quirk1_signUpOfAnExistingUserIsToldFromANewOne() {
        local.signIn();

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.MAYBE_REGISTERED);
    }

    @Test
    void signUpSignsInWhereTheServerConfirmsItself() {
        local.platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "true");

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.SIGNED_IN);
        assertThat(auth.actingAs(result.session().orElseThrow())
                        .account()
                        .getUser()
                        .email())
                .contains(EMAIL);
    }

    @Test
    void aPasswordThatHasBecomeTooWeakSignsInAndSaysWhy() {
        local.create();
        local.platform.project().set("GOTRUE_PASSWORD_MIN_LENGTH", "20");

        assertThat(local.signIn().tokens().passwordWeaknesses()).containsExactly(PasswordWeakness.LENGTH);
    }

    @Test
    @Covers({"PUT /user", "POST /verify"})
    void aFirstConfirmationOfAChangedEmailIsNoSession() {
        Session session = local.signIn();
        auth.actingAs(session).account().update(c -> c.email("new@example.com"));

        VerifyOtpResult first =
                auth.verifyTokenHash(VerificationType.EMAIL_CHANGE, Secret.of(LocalAuth.token(local.mailed())));

        assertThat(first.session()).isEmpty();
        assertThat(first.message()).hasValueSatisfying(m -> assertThat(m).contains("other email"));
    }

    @Test
    void limitsSayHowLongToWait() {
        local.platform.project().set("GOTRUE_SMTP_MAX_FREQUENCY", "60s");
        local.signIn();
        auth.signInWithOtp(ADA);

        assertThatThrownBy(() -> auth.signInWithOtp(ADA)).isInstanceOfSatisfying(RateLimitException.class, e -> {
            assertThat(e.retryAfter())
                    .hasValueSatisfying(t -> assertThat(t.toSeconds()).isBetween(1L, 60L));
            assertThat(e.attempts()).isEqualTo(1);
        });
    }

    @Test
    @Covers({"POST /token?grant_type=password", "POST /token?grant_type=refresh_token"})
    void aPlatformsOwnSignInKeepsItselfFresh() {
        local.signIn();
        try (PlatformSession token =
                PlatformSession.signIn(local.platform.projectUrl() + "/auth/v1", EMAIL, PASSWORD)) {
            var before = token.token().orElseThrow();
            local.platform.moveClock(Duration.ofSeconds(2));

            assertThat(token.freshToken().orElseThrow()).isNotEqualTo(before);
        }
    }
}
