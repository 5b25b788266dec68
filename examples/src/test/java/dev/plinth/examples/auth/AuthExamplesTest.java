package dev.plinth.examples.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.auth.AuthErrorCodes;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import dev.plinth.auth.SignUpResult.Outcome;
import dev.plinth.auth.User;
import dev.plinth.auth.VerificationType;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.Secret;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example of users, sessions and tokens, run on an embedded platform. */
class AuthExamplesTest {

    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final String APP = "http://localhost:3000/after";

    private final LocalPlatform platform = LocalPlatform.builder()
            .set("GOTRUE_PASSWORD_HASH_COST", "0")
            .set("GOTRUE_SMS_PROVIDER", "any")
            .set("GOTRUE_EXTERNAL_GITHUB_ENABLED", "true")
            .start();
    private final Person ada = new Person(platform, EMAIL);
    private final Project admin = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
    private final Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.anonKey()));

    @TempDir
    Path folder;

    @BeforeEach
    void makeUser() {
        admin.users().create(u -> u.email(EMAIL).password(PASSWORD));
    }

    @AfterEach
    void stop() {
        project.close();
        admin.close();
        platform.close();
    }

    private static void refused(ThrowingCallable example, ErrorCode code) {
        assertThatThrownBy(example)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private String newPassword() {
        return project.auth()
                .signInWithPassword(EMAIL, "another horse")
                .user()
                .email()
                .orElseThrow();
    }

    @Test
    void signUp() {
        Person grace = new Person(platform, "grace@example.com");

        assertThat(SignUp.run(project, "eve@example.com", PASSWORD, q -> "")).startsWith("signed in as");
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");
        assertThat(SignUp.run(project, EMAIL, PASSWORD, q -> "")).startsWith("there may be");
        assertThat(SignUp.run(project, "grace@example.com", PASSWORD, q -> grace.tokenOfLink()))
                .startsWith("confirmed");
    }

    @Test
    void signInAnonymously() {
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");

        User guest = SignInAnonymously.run(project, "guest@example.com");

        assertThat(guest.isAnonymous()).isTrue();
        assertThat(guest.newEmail()).contains("guest@example.com");
    }

    @Test
    void signInByCode() {
        Person phone = new Person(platform, "4930123456");

        Session session = SignInByCode.run(project, "+49 30 123456", q -> phone.code());

        assertThat(session.user().phone()).contains("4930123456");
    }

    @Test
    void signInByMagicLink() {
        Session session = SignInByMagicLink.run(project, EMAIL, APP, q -> ada.browse(ada.linkInMail()));

        assertThat(session.user().email()).contains(EMAIL);
    }

    @Test
    void recoverPassword() {
        RecoverPassword.run(project, EMAIL, "another horse", q -> ada.browse(ada.linkInMail()));

        assertThat(newPassword()).isEqualTo(EMAIL);
    }

    @Test
    void signInAtProvider() {
        Session session = SignInAtProvider.run(project, APP, ada::browseAsTold);

        assertThat(session.user().email()).contains("github.user@example.com");
    }

    @Test
    void waysInThatTheEmbeddedPlatformHasSwitchedOff() {
        refused(
                () -> SignInForOrganisation.run(project, "corp.example", APP, q -> ""),
                AuthErrorCodes.SAML_PROVIDER_DISABLED);
        refused(() -> SignInWithIdToken.run(project, Secret.of("e30.e30.e30"), "n"), AuthErrorCodes.PROVIDER_DISABLED);
        refused(() -> SignInWithWallet.run(project, "m", "s"), AuthErrorCodes.WEB3_PROVIDER_DISABLED);
        refused(() -> SignInWithPasskey.run(project, options -> "{}"), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> AllowProgram.run(project, EMAIL, PASSWORD, "abc", q -> "yes"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> AddProviders.run(admin), AuthErrorCodes.FEATURE_DISABLED);
    }

    @Test
    void secondFactor() {
        assertThat(SecondFactor.run(project, EMAIL, PASSWORD, Person::totp).assuranceLevel())
                .isEqualTo("aal2");
    }

    @Test
    void linkIdentity() {
        assertThat(LinkIdentity.run(project, EMAIL, PASSWORD, APP, ada::browseAsTold))
                .containsExactly(Provider.GITHUB);
    }

    @Test
    void changeAccount() {
        User user = ChangeAccount.run(project, EMAIL, PASSWORD, "another horse", q -> ada.code());

        assertThat(user.userMetadata()).containsEntry("theme", "dark");
        assertThat(newPassword()).isEqualTo(EMAIL);
    }

    @Test
    void keepSession() {
        Path file = folder.resolve("session.json");
        User first = KeepSession.run(project, file, EMAIL, PASSWORD);

        assertThat(KeepSession.run(project, file, EMAIL, "not asked for").id()).isEqualTo(first.id());
    }

    @Test
    void signOut() {
        Session other = project.auth().signInWithPassword(EMAIL, PASSWORD);

        assertThat(SignOut.run(project, EMAIL, PASSWORD).ended()).isTrue();

        assertThatThrownBy(other::refresh).hasMessageContaining("ended");
    }

    @Test
    void administerUsers() {
        assertThat(AdministerUsers.run(admin, "grace@example.com")).containsExactly("grace@example.com", EMAIL);
        assertThat(admin.users().list()).hasSize(1);
    }

    @Test
    void inviteAndLink() {
        assertThat(InviteAndLink.run(admin, "grace@example.com", EMAIL).verificationType())
                .isEqualTo(VerificationType.RECOVERY);
        assertThat(platform.outbox().latestTo("grace@example.com")).isPresent();
    }

    @Test
    void importUsers() throws IOException {
        String hash = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
        Path csv = Files.write(
                folder.resolve("users.csv"),
                List.of("a@example.com," + hash, "b@example.com," + hash, EMAIL + "," + hash));
        Path journal = folder.resolve("journal");

        assertThat(ImportUsers.run(admin, csv, journal)).satisfies(report -> {
            assertThat(report.created()).isEqualTo(2);
            assertThat(report.alreadyExisted()).isEqualTo(1);
        });
        assertThat(ImportUsers.run(admin, csv, journal).resumed()).isEqualTo(3);
    }

    @Test
    void verifyTokens() {
        Secret secret = Secret.of(platform.jwtSecret());
        String token =
                project.auth().signInWithPassword(EMAIL, PASSWORD).accessToken().reveal();

        assertThat(VerifyTokens.run(project, secret, token)).isEqualTo("welcome, " + EMAIL);
        assertThat(VerifyTokens.run(project, Secret.of("another-secret-of-32-characters!"), token))
                .isEqualTo("no: BAD_SIGNATURE");
    }

    @Test
    void handleErrors() {
        assertThat(HandleErrors.run(project, "eve@example.com", PASSWORD)).isEqualTo(Outcome.SIGNED_IN.name());
        assertThat(HandleErrors.run(project, "eve@example.com", "short")).contains("weak: [length]");
        assertThat(HandleErrors.run(project, EMAIL, PASSWORD)).contains("sign in instead");
    }

    @Test
    void readAuditLog() {
        project.auth().signInWithPassword(EMAIL, PASSWORD);

        assertThat(ReadAuditLog.run(admin, EMAIL)).contains("login");
    }

    @Test
    void signInToPlatform() {
        assertThat(SignInToPlatform.run(
                        platform.platformUrl(),
                        platform.platformUrl() + "/auth/v1",
                        "owner@example.com",
                        "owner password",
                        platform.projectRef()))
                .isEqualTo(1);
    }
}
