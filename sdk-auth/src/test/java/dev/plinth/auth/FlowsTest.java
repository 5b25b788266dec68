package dev.plinth.auth;

import static dev.plinth.auth.LocalAuth.ADA;
import static dev.plinth.auth.LocalAuth.EMAIL;
import static dev.plinth.auth.LocalAuth.PASSWORD;
import static dev.plinth.auth.LocalAuth.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.RateLimitException;
import dev.plinth.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users do, from the sign-up to the second factor: with mails, links and codes of the embedded local.platform. */
@Tag("local")
class FlowsTest {

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
        Verification verification =
                auth.codes().verifyHash(VerificationType.SIGNUP, Secret.of(LocalAuth.token(local.mailed())));

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.CONFIRMATION_REQUIRED);
        assertThat(result.session()).isEmpty();
        Session session = verification.session().orElseThrow();
        assertThat(session.user().userMetadata()).containsEntry("name", "Ada");
        assertThat(auth.actingAs(session).account().user().emailConfirmedAt()).isPresent();
    }

    @Test
    void quirk1_signUpOfAnExistingUserIsToldFromANewOne() {
        local.signIn();

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.PERHAPS_EXISTING);
    }

    @Test
    void signUpSignsInWhereTheServerConfirmsItself() {
        local.platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "true");

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.SIGNED_IN);
        assertThat(auth.actingAs(result.session().orElseThrow())
                        .account()
                        .user()
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
    @Covers("POST /signup")
    void anonymousUsersHaveASession() {
        Session session = auth.signInAnonymously(o -> o.userMetadata("from", "test"));

        assertThat(session.user().isAnonymous()).isTrue();
        assertThat(session.user().email()).isEmpty();
    }

    @Test
    void quirk16_aCodeThatIsWrongOrOldIsRefusedWithAHint() {
        local.signIn();
        auth.codes().send(ADA);

        assertThatThrownBy(() -> auth.codes().verify(VerificationType.EMAIL, ADA, "000000x"))
                .isInstanceOfSatisfying(PermissionDeniedException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.OTP_EXPIRED);
                    assertThat(e.hint()).isPresent();
                });
    }

    @Test
    @Covers("POST /otp")
    void noUserIsMadeForACodeIfNoneIsWanted() {
        refused(() -> auth.codes().send(ADA, o -> o.existingUsersOnly()), AuthErrorCodes.OTP_DISABLED);
        assertThat(local.platform.outbox().messages()).isEmpty();
    }

    @Test
    @Covers({"POST /recover", "POST /token?grant_type=pkce"})
    void recoveryGoesThroughTheLinkWithItsProof() throws Exception {
        local.signIn();
        Pkce pkce = Pkce.generate();
        auth.codes().recover(EMAIL, o -> o.pkce(pkce));

        String callback = local.browse(local.mailed());
        Session session = auth.finish(callback, pkce);

        assertThat(auth.actingAs(session)
                        .account()
                        .update(c -> c.password("another horse"))
                        .email())
                .contains(EMAIL);
        assertThat(auth.signInWithPassword(EMAIL, "another horse").user().email())
                .contains(EMAIL);
    }

    @Test
    void overlappingFlowsKeepTheirOwnProofs() throws Exception {
        local.signIn();
        Pkce first = Pkce.generate();
        auth.codes().send(ADA, o -> o.pkce(first));
        String callback = local.browse(local.mailed());
        Pkce second = Pkce.generate();
        auth.codes().send(ADA, o -> o.pkce(second));

        refused(() -> auth.finish(callback, second), AuthErrorCodes.BAD_CODE_VERIFIER);
        assertThat(auth.finish(callback, first).user().email()).contains(EMAIL);
    }

    @Test
    void anErrorInTheCallbackIsATypedOne() throws Exception {
        local.signIn();
        auth.codes().recover(EMAIL);
        String link = local.mailed();
        local.browse(link);

        String callback = local.browse(link);

        refused(() -> auth.finish(callback, Pkce.generate()), AuthErrorCodes.OTP_EXPIRED);
    }

    @Test
    @Covers({"PUT /user", "POST /verify"})
    void aFirstConfirmationOfAChangedEmailIsNoSession() {
        Session session = local.signIn();
        auth.actingAs(session).account().update(c -> c.email("new@example.com"));

        Verification first =
                auth.codes().verifyHash(VerificationType.EMAIL_CHANGE, Secret.of(LocalAuth.token(local.mailed())));

        assertThat(first.session()).isEmpty();
        assertThat(first.message()).hasValueSatisfying(m -> assertThat(m).contains("other email"));
    }

    @Test
    @Covers({
        "POST /factors",
        "POST /factors/{id}/challenge",
        "POST /factors/{id}/verify",
        "DELETE /factors/{id}",
        "GET /user"
    })
    void aSecondFactorRaisesTheSession() throws Exception {
        Session session = local.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("phone app");

        mfa.verify(
                mfa.challenge(factor.id()),
                Totp.code(factor.secret().orElseThrow().reveal()));

        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        assertThat(mfa.factors())
                .singleElement()
                .satisfies(f -> assertThat(f.verified()).isTrue());
        Session other = auth.signInWithPassword(EMAIL, PASSWORD);
        assertThat(auth.actingAs(other).account().mfa().stepUpPossible(other)).isTrue();
        mfa.unenroll(factor.id());
        assertThat(mfa.factors()).isEmpty();
    }

    @Test
    void twoFactorsOfOneNameConflict() {
        Mfa mfa = local.account().mfa();
        mfa.enrollTotp("app");

        refused(() -> mfa.enrollTotp("app"), AuthErrorCodes.MFA_FACTOR_NAME_CONFLICT);
    }

    @Test
    @Covers("DELETE /user/identities/{id}")
    void theOnlyIdentityStays() {
        Account account = local.account();

        refused(
                () -> account.unlinkIdentity(account.identities().get(0)),
                AuthErrorCodes.SINGLE_IDENTITY_NOT_DELETABLE);
    }

    @Test
    void aFlowAtAProviderIsAUrlWithAProof() {
        BrowserFlow flow = auth.startOAuth(
                Provider.GITHUB, o -> o.redirectTo("https://app.example.com/x").scopes("repo", "user"));

        assertThat(flow.url())
                .startsWith(local.platform.projectUrl() + "/auth/v1/authorize?provider=github")
                .contains("redirect_to=https%3A%2F%2Fapp.example.com%2Fx")
                .contains("scopes=repo%20user")
                .contains("code_challenge=" + flow.pkce().challenge())
                .contains("code_challenge_method=s256")
                .doesNotContain(local.platform.anonKey());
    }

    @Test
    @Covers("GET /reauthenticate")
    void reauthenticationSendsACodeForTheNextChange() {
        Account account = local.account();

        account.reauthenticate();

        String code = local.code(EMAIL);
        assertThat(account.update(c -> c.password("another horse").nonce(code)).email())
                .contains(EMAIL);
    }

    @Test
    @Covers("PUT /user")
    void theUsersMetadataAreMergedAndCleared() {
        Account account = local.account();
        account.update(c -> c.userMetadata("a", 1).userMetadata("b", 2));

        User user = account.update(c -> c.clearUserMetadata("a"));

        assertThat(user.userMetadata()).containsEntry("b", 2).doesNotContainKey("a");
    }

    @Test
    void limitsSayHowLongToWait() {
        local.platform.project().set("GOTRUE_SMTP_MAX_FREQUENCY", "60s");
        local.signIn();
        auth.codes().send(ADA);

        assertThatThrownBy(() -> auth.codes().send(ADA)).isInstanceOfSatisfying(RateLimitException.class, e -> {
            assertThat(e.retryAfter())
                    .hasValueSatisfying(t -> assertThat(t.toSeconds()).isBetween(1L, 60L));
            assertThat(e.attempts()).isEqualTo(1);
        });
    }

    @Test
    @Covers({"GET /settings", "GET /health"})
    void settingsAndVersionAreThere() {
        assertThat(auth.settings().enabled()).contains("email");
        assertThat(auth.settings().signUpAllowed()).isTrue();
        assertThat(auth.version()).startsWith("v");
    }

    @Test
    void verifiesWhatTheServerSigned() {
        VerifiedToken token = auth.tokenVerifier()
                .secret(Secret.of(local.platform.jwtSecret()))
                .audience("authenticated")
                .build()
                .verify(local.signIn().accessToken().reveal());

        assertThat(token.email()).contains(EMAIL);
        assertThat(token.methods()).extracting(VerifiedToken.Method::name).containsExactly("password");
    }

    @Test
    @Covers({"POST /token?grant_type=password", "POST /token?grant_type=refresh_token"})
    void aPlatformsOwnSignInKeepsItselfFresh() {
        local.signIn();
        try (RefreshingToken token =
                RefreshingToken.signIn(local.platform.projectUrl() + "/auth/v1", EMAIL, PASSWORD)) {
            var before = token.current().orElseThrow();
            local.platform.moveClock(Duration.ofSeconds(2));

            assertThat(token.renew().orElseThrow()).isNotEqualTo(before);
        }
    }
}
