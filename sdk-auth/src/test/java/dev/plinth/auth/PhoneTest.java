package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.PASSWORD;
import static dev.plinth.auth.AuthFixture.refused;
import static dev.plinth.auth.LocalAuth.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes by text message. */
@Tag("local")
class PhoneTest {

    private static final String NUMBER = "4930123456";
    private static final EmailOrPhone PHONE = EmailOrPhone.phone("+49 30 123456");

    private final LocalAuth local = new LocalAuth(
            "SMS_PROVIDER", "any", "MFA_PHONE_ENROLL_ENABLED", "true", "MFA_PHONE_VERIFY_ENABLED", "true");
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    @Covers({"POST /otp", "POST /verify"})
    void aCodeSignsInAndMakesTheUser() {
        auth.signInWithOtp(PHONE, o -> o.channel("sms"));

        Session session = auth.verifyOtp(VerificationType.SMS, PHONE, local.code(NUMBER))
                .session()
                .orElseThrow();

        assertThat(session.user().phone()).contains(NUMBER);
        assertThat(session.user().email()).isEmpty();
    }

    @Test
    @Covers({"POST /signup", "POST /resend"})
    void signingUpAsksForTheNewestCode() {
        SignUpResult result = auth.signUp(PHONE, PASSWORD, o -> {});
        auth.resend(VerificationType.SMS, PHONE);

        auth.verifyOtp(VerificationType.SMS, PHONE, local.code(NUMBER));

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.CONFIRMATION_REQUIRED);
        assertThat(auth.signInWithPassword(PHONE, PASSWORD, o -> {}).user().phoneConfirmedAt())
                .isPresent();
    }

    @Test
    @Covers("PUT /user")
    void aNewNumberCountsOnceItIsConfirmed() {
        Account account = local.account();

        User pending = account.update(c -> c.phone(NUMBER));
        auth.verifyOtp(VerificationType.PHONE_CHANGE, PHONE, local.code(NUMBER));

        assertThat(pending.phone()).isEmpty();
        assertThat(account.getUser().phone()).contains(NUMBER);
        assertThat(account.getUser().email()).contains(EMAIL);
    }

    @Test
    @Covers({"POST /factors", "POST /factors/{id}/challenge", "POST /factors/{id}/verify"})
    void aPhoneIsASecondFactor() {
        Session session = local.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollPhone("my phone", NUMBER);

        FactorChallenge challenge = mfa.challenge(factor.id(), o -> o.channel("sms"));
        mfa.verify(challenge, local.code(NUMBER));

        assertThat(factor.type()).isEqualTo(FactorType.PHONE);
        assertThat(session.assuranceLevel()).isEqualTo("aal2");
    }

    @Test
    void aProviderOfMessagesThatIsMissingIsATypedError() {
        local.platform.project().set("GOTRUE_EXTERNAL_PHONE_ENABLED", "false");

        refused(() -> auth.signInWithOtp(PHONE), AuthErrorCodes.PHONE_PROVIDER_DISABLED);
    }
}
