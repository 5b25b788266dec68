package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.PASSWORD;
import static dev.plinth.auth.AuthFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.Secret;
import dev.plinth.tests.stack.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users do, from the sign-up to the second factor: with mails, links and codes. */
class FlowsTest {

    private final StackAuth stack = new StackAuth();
    private final AuthClient auth = stack.auth;

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    @Covers("POST /signup")
    void anonymousUsersHaveASession() {
        Session session = auth.signInAnonymously(o -> o.userMetadata("from", "test"));

        assertThat(stack.clearing(session.user()).isAnonymous()).isTrue();
        assertThat(session.user().email()).isEmpty();
    }

    @Test
    void quirk16_aCodeThatIsWrongOrOldIsRefusedWithAHint() {
        stack.signIn();
        auth.signInWithOtp(stack.ada);

        assertThatThrownBy(() -> auth.verifyOtp(VerificationType.EMAIL, stack.ada, "000000x"))
                .isInstanceOfSatisfying(PermissionDeniedException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.OTP_EXPIRED);
                    assertThat(e.hint()).isPresent();
                });
    }

    @Test
    @Covers("POST /otp")
    void noUserIsMadeForACodeIfNoneIsWanted() {
        refused(() -> auth.signInWithOtp(stack.ada, o -> o.shouldCreateUser(false)), AuthErrorCodes.OTP_DISABLED);
        assertThat(stack.message(stack.email)).isEmpty();
    }

    @Test
    @Covers({"POST /recover", "POST /token?grant_type=pkce"})
    void recoveryGoesThroughTheLinkWithItsProof() throws Exception {
        stack.signIn();
        Pkce pkce = Pkce.generate();
        auth.resetPasswordForEmail(stack.email, o -> o.pkce(pkce));

        String callback = stack.browse(stack.mailed());
        Session session = auth.completeSignIn(callback, pkce);

        assertThat(auth.actingAs(session)
                        .account()
                        .update(c -> c.password("another horse"))
                        .email())
                .contains(stack.email);
        assertThat(auth.signInWithPassword(stack.email, "another horse").user().email())
                .contains(stack.email);
    }

    @Test
    void overlappingFlowsKeepTheirOwnProofs() throws Exception {
        stack.signIn();
        Pkce first = Pkce.generate();
        auth.signInWithOtp(stack.ada, o -> o.pkce(first));
        String callback = stack.browse(stack.mailed());
        Pkce second = Pkce.generate();
        auth.signInWithOtp(stack.other(), o -> o.pkce(second));

        refused(() -> auth.completeSignIn(callback, second), AuthErrorCodes.BAD_CODE_VERIFIER);
        assertThat(auth.completeSignIn(callback, first).user().email()).contains(stack.email);
    }

    @Test
    void anErrorInTheCallbackIsATypedOne() throws Exception {
        stack.signIn();
        auth.resetPasswordForEmail(stack.email);
        String link = stack.mailed();
        stack.browse(link);

        String callback = stack.browse(link);

        refused(() -> auth.completeSignIn(callback, Pkce.generate()), AuthErrorCodes.OTP_EXPIRED);
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
        Session session = stack.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("phone app");

        mfa.verify(
                mfa.challenge(factor.id()),
                Totp.code(factor.secret().orElseThrow().reveal()));

        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        assertThat(mfa.listFactors())
                .singleElement()
                .satisfies(f -> assertThat(f.verified()).isTrue());
        Session other = auth.signInWithPassword(stack.email, PASSWORD);
        assertThat(auth.actingAs(other).account().mfa().requiresAal2(other)).isTrue();
        mfa.unenroll(factor.id());
        assertThat(mfa.listFactors()).isEmpty();
    }

    @Test
    void twoFactorsOfOneNameConflict() {
        Mfa mfa = stack.account().mfa();
        mfa.enrollTotp("app");

        refused(() -> mfa.enrollTotp("app"), AuthErrorCodes.MFA_FACTOR_NAME_CONFLICT);
    }

    @Test
    @Covers("DELETE /user/identities/{id}")
    void theOnlyIdentityStays() {
        Account account = stack.account();

        refused(
                () -> account.unlinkIdentity(account.listIdentities().get(0)),
                AuthErrorCodes.SINGLE_IDENTITY_NOT_DELETABLE);
    }

    @Test
    void aFlowAtAProviderIsAUrlWithAProof() {
        AuthorizationRequest flow = auth.signInWithOAuth(
                Provider.GITHUB, o -> o.redirectTo("https://app.example.com/x").scopes("repo", "user"));

        assertThat(flow.url())
                .startsWith(stack.projectUrl + "/auth/v1/authorize?provider=github")
                .contains("redirect_to=https%3A%2F%2Fapp.example.com%2Fx")
                .contains("scopes=repo%20user")
                .contains("code_challenge=" + flow.pkce().challenge())
                .contains("code_challenge_method=s256")
                .doesNotContain(Stack.get().anonKey().value().reveal());
    }

    @Test
    @Covers("GET /reauthenticate")
    void reauthenticationSendsACodeForTheNextChange() {
        Account account = stack.account();

        account.reauthenticate();

        String code = stack.code(stack.email);
        assertThat(account.update(c -> c.password("another horse").nonce(code)).email())
                .contains(stack.email);
    }

    @Test
    @Covers("PUT /user")
    void theUsersMetadataAreMergedAndCleared() {
        Account account = stack.account();
        account.update(c -> c.userMetadata("a", 1).userMetadata("b", 2));

        User user = account.update(c -> c.clearUserMetadata("a"));

        assertThat(user.userMetadata()).containsEntry("b", 2).doesNotContainKey("a");
    }

    @Test
    @Covers({"GET /settings", "GET /health"})
    void settingsAndVersionAreThere() {
        assertThat(auth.getSettings().enabledProviders()).contains("email");
        assertThat(auth.getSettings().signUpEnabled()).isTrue();
        assertThat(auth.getVersion()).startsWith("v");
    }

    @Test
    void verifiesWhatTheServerSigned() {
        VerifiedToken token = auth.tokenVerifier()
                .secret(Secret.of(Stack.get().jwtSecret()))
                .audience("authenticated")
                .build()
                .verify(stack.signIn().accessToken().reveal());

        assertThat(token.email()).contains(stack.email);
        assertThat(token.authenticationMethods())
                .extracting(VerifiedToken.Method::name)
                .containsExactly("password");
    }
}
