package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Message;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users do, from the sign-up to the second factor: with mails, links and codes of the embedded platform. */
@Tag("local")
class FlowsTest {

    private static final String EMAIL = "ada@example.com";
    private static final Contact ADA = Contact.email(EMAIL);
    private static final String PASSWORD = "correct horse";

    private final LocalPlatform platform = LocalPlatform.builder()
            .set("GOTRUE_MAILER_AUTOCONFIRM", "false")
            .set("GOTRUE_SMTP_MAX_FREQUENCY", "1ms")
            .set("GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED", "true")
            .set("GOTRUE_SECURITY_MANUAL_LINKING_ENABLED", "true")
            .start();
    private final Connection service = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
    private final Connection anon = Connection.toProject(platform.projectUrl(), ApiKey.of(platform.anonKey()));
    private final AuthClient auth = AuthClient.of(anon);

    @AfterEach
    void close() {
        anon.close();
        service.close();
        platform.close();
    }

    private Session ada() {
        Users.of(service).create(u -> u.email(EMAIL).password(PASSWORD));
        return auth.signInWithPassword(EMAIL, PASSWORD);
    }

    private String mailed() {
        Message mail = platform.outbox().latestTo(EMAIL).orElseThrow();
        Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(mail.body());
        assertThat(link.find()).as(mail.body()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static String token(String link) {
        return link.replaceAll(".*[?&]token=([^&]+).*", "$1");
    }

    private static String follow(String link) throws Exception {
        HttpURLConnection http = (HttpURLConnection) URI.create(link).toURL().openConnection();
        http.setInstanceFollowRedirects(false);
        assertThat(http.getResponseCode()).isEqualTo(303);
        return http.getHeaderField("Location");
    }

    @Test
    void signUpAsksForConfirmationAndTheLinksHashSignsIn() {
        SignUpResult result = auth.signUp(ADA, PASSWORD, o -> o.userMetadata("name", "Ada"));
        Verification verification =
                auth.codes().verifyHash(VerificationType.SIGNUP, dev.plinth.core.Secret.of(token(mailed())));

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.CONFIRMATION_REQUIRED);
        assertThat(result.session()).isEmpty();
        Session session = verification.session().orElseThrow();
        assertThat(session.user().userMetadata()).containsEntry("name", "Ada");
        assertThat(auth.actingAs(session).account().user().emailConfirmedAt()).isPresent();
    }

    @Test
    void signUpOfAnExistingUserIsToldFromANewOne() {
        ada();

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.PERHAPS_EXISTING);
    }

    @Test
    void signUpSignsInWhereTheServerConfirmsItself() {
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "true");

        SignUpResult result = auth.signUp(EMAIL, PASSWORD);

        assertThat(result.outcome()).isEqualTo(SignUpResult.Outcome.SIGNED_IN);
        assertThat(auth.actingAs(result.session().orElseThrow())
                        .account()
                        .user()
                        .email())
                .contains(EMAIL);
    }

    @Test
    void anonymousUsersHaveASession() {
        Session session = auth.signInAnonymously(o -> o.userMetadata("from", "test"));

        assertThat(session.user().isAnonymous()).isTrue();
        assertThat(session.user().email()).isEmpty();
    }

    @Test
    void aCodeThatIsWrongOrOldIsRefusedWithAHint() {
        ada();
        auth.codes().send(ADA);

        assertThatThrownBy(() -> auth.codes().verify(VerificationType.EMAIL, ADA, "000000x"))
                .isInstanceOfSatisfying(PermissionDeniedException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.OTP_EXPIRED);
                    assertThat(e.hint()).isPresent();
                });
    }

    @Test
    void noUserIsMadeForACodeIfNoneIsWanted() {
        assertThatThrownBy(() -> auth.codes().send(ADA, o -> o.existingUsersOnly()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.OTP_DISABLED));
        assertThat(platform.outbox().messages()).isEmpty();
    }

    @Test
    void recoveryGoesThroughTheLinkWithItsProof() throws Exception {
        ada();
        Pkce pkce = Pkce.generate();
        auth.codes().recover(EMAIL, o -> o.pkce(pkce));

        String callback = follow(mailed());
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
        ada();
        Pkce first = Pkce.generate();
        auth.codes().send(ADA, o -> o.pkce(first));
        String callback = follow(mailed());
        Pkce second = Pkce.generate();
        auth.codes().send(ADA, o -> o.pkce(second));

        assertThatThrownBy(() -> auth.finish(callback, second))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.BAD_CODE_VERIFIER));
        assertThat(auth.finish(callback, first).user().email()).contains(EMAIL);
    }

    @Test
    void anErrorInTheCallbackIsATypedOne() throws Exception {
        ada();
        auth.codes().recover(EMAIL);
        String link = mailed();
        follow(link);

        String callback = follow(link);

        assertThatThrownBy(() -> auth.finish(callback, Pkce.generate()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.OTP_EXPIRED));
    }

    @Test
    void aFirstConfirmationOfAChangedEmailIsNoSession() {
        Session session = ada();
        auth.actingAs(session).account().update(c -> c.email("new@example.com"));

        Verification first =
                auth.codes().verifyHash(VerificationType.EMAIL_CHANGE, dev.plinth.core.Secret.of(token(mailed())));

        assertThat(first.session()).isEmpty();
        assertThat(first.message()).hasValueSatisfying(m -> assertThat(m).contains("other email"));
    }

    @Test
    void aSecondFactorRaisesTheSession() throws Exception {
        Session session = ada();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("phone app");

        mfa.verify(
                mfa.challenge(factor.id()), totp(factor.secret().orElseThrow().reveal()));

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
        Mfa mfa = auth.actingAs(ada()).account().mfa();
        mfa.enrollTotp("app");

        assertThatThrownBy(() -> mfa.enrollTotp("app"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.MFA_FACTOR_NAME_CONFLICT));
    }

    @Test
    void theOnlyIdentityStays() {
        Account account = auth.actingAs(ada()).account();

        assertThatThrownBy(() -> account.unlinkIdentity(account.identities().get(0)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.SINGLE_IDENTITY_NOT_DELETABLE));
    }

    @Test
    void aFlowAtAProviderIsAUrlWithAProof() {
        BrowserFlow flow = auth.startOAuth(
                Provider.GITHUB, o -> o.redirectTo("https://app.example.com/x").scopes("repo", "user"));

        assertThat(flow.url())
                .startsWith(platform.projectUrl() + "/auth/v1/authorize?provider=github")
                .contains("redirect_to=https%3A%2F%2Fapp.example.com%2Fx")
                .contains("scopes=repo%20user")
                .contains("code_challenge=" + flow.pkce().challenge())
                .contains("code_challenge_method=s256")
                .doesNotContain(platform.anonKey());
    }

    @Test
    void reauthenticationSendsACodeForTheNextChange() {
        Account account = auth.actingAs(ada()).account();

        account.reauthenticate();

        String body = platform.outbox().latestTo(EMAIL).orElseThrow().body();
        Matcher code = Pattern.compile("\\b(\\d{6})\\b").matcher(body);
        assertThat(code.find()).isTrue();
        assertThat(account.update(c -> c.password("another horse").nonce(code.group(1)))
                        .email())
                .contains(EMAIL);
    }

    @Test
    void theUsersMetadataAreMergedAndCleared() {
        Account account = auth.actingAs(ada()).account();
        account.update(c -> c.userMetadata("a", 1).userMetadata("b", 2));

        User user = account.update(c -> c.clearUserMetadata("a"));

        assertThat(user.userMetadata()).containsEntry("b", 2).doesNotContainKey("a");
    }

    @Test
    void limitsSayHowLongToWait() {
        platform.project().set("GOTRUE_SMTP_MAX_FREQUENCY", "60s");
        ada();
        auth.codes().send(ADA);

        assertThatThrownBy(() -> auth.codes().send(ADA))
                .isInstanceOfSatisfying(dev.plinth.core.RateLimitException.class, e -> {
                    assertThat(e.retryAfter())
                            .hasValueSatisfying(t -> assertThat(t.toSeconds()).isBetween(50L, 60L));
                    assertThat(e.attempts()).isEqualTo(1);
                });
    }

    @Test
    void settingsAndVersionAreThere() {
        assertThat(auth.settings().enabled()).contains("email");
        assertThat(auth.settings().signUpAllowed()).isTrue();
        assertThat(auth.version()).startsWith("v");
    }

    @Test
    void verifiesWhatTheServerSigned() {
        VerifiedToken token = auth.tokenVerifier()
                .secret(dev.plinth.core.Secret.of(platform.jwtSecret()))
                .audience("authenticated")
                .build()
                .verify(ada().accessToken().reveal());

        assertThat(token.email()).contains(EMAIL);
        assertThat(token.methods()).extracting(VerifiedToken.Method::name).containsExactly("password");
    }

    @Test
    void aPlatformsOwnSignInKeepsItselfFresh() {
        ada();
        try (RefreshingToken token = RefreshingToken.signIn(platform.projectUrl() + "/auth/v1", EMAIL, PASSWORD)) {
            var before = token.current().orElseThrow();
            platform.moveClock(java.time.Duration.ofSeconds(2));

            assertThat(token.renew().orElseThrow()).isNotEqualTo(before);
        }
    }

    private static String totp(String base32) throws Exception {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder bits = new StringBuilder();
        for (char c : base32.toUpperCase(Locale.ROOT).toCharArray()) {
            bits.append(String.format("%5s", Integer.toBinaryString(letters.indexOf(c)))
                    .replace(' ', '0'));
        }
        byte[] key = new byte[bits.length() / 8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                .putLong(System.currentTimeMillis() / 30_000)
                .array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
        return String.format("%06d", number % 1_000_000);
    }
}
