package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.PASSWORD;
import static dev.plinth.auth.AuthFixture.refused;
import static dev.plinth.auth.LocalAuth.ADA;
import static dev.plinth.auth.LocalAuth.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.InvalidRequestException;
import dev.plinth.testkit.LocalPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Projects and platforms that ask for a solved captcha. */
@Tag("local")
class CaptchaTest {

    private final LocalAuth local = new LocalAuth("SECURITY_CAPTCHA_ENABLED", "true");
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void isDemandedWhereverTheServerDemandsIt() {
        local.create();

        refused(() -> auth.signUp("new@example.com", PASSWORD), AuthErrorCodes.CAPTCHA_FAILED);
        refused(auth::signInAnonymously, AuthErrorCodes.CAPTCHA_FAILED);
        refused(() -> auth.signInWithOtp(ADA), AuthErrorCodes.CAPTCHA_FAILED);
        refused(() -> auth.resetPasswordForEmail(EMAIL), AuthErrorCodes.CAPTCHA_FAILED);
        refused(() -> auth.resend(VerificationType.SIGNUP, ADA), AuthErrorCodes.CAPTCHA_FAILED);
        assertThatThrownBy(() -> auth.signInWithPassword(EMAIL, PASSWORD))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.CAPTCHA_FAILED);
                    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("captchaToken"));
                });
    }

    @Test
    void isPassedOn() {
        local.create();

        assertThat(auth.signInWithPassword(ADA, PASSWORD, o -> o.captchaToken("solved"))
                        .user()
                        .email())
                .contains(EMAIL);
        auth.resetPasswordForEmail(EMAIL, o -> o.captchaToken("solved"));
        assertThat(local.platform.outbox().latestTo(EMAIL)).isPresent();
    }

    @Test
    void aPlatformThatDemandsItSaysToGiveATokenInstead() {
        try (LocalPlatform platform =
                LocalPlatform.builder().set("PLATFORM_CAPTCHA_ENABLED", "true").start()) {
            String authUrl = platform.platformUrl() + "/auth/v1";

            assertThatThrownBy(() -> PlatformSession.signIn(authUrl, "owner@example.com", "owner password"))
                    .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                        assertThat(e.code()).isEqualTo(AuthErrorCodes.CAPTCHA_FAILED);
                        assertThat(e.hint())
                                .hasValueSatisfying(h -> assertThat(h).contains("refresh token"));
                    });
        }
    }
}
