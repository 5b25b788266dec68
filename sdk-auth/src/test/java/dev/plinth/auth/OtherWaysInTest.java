package dev.plinth.auth;

import static dev.plinth.auth.LocalAuth.EMAIL;
import static dev.plinth.auth.LocalAuth.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Secret;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Providers, organisations, ID tokens, wallets and passkeys. What the platform has switched off is a typed error. */
@Tag("local")
class OtherWaysInTest {

    private static final String APP = "http://localhost:3000/after";

    private final LocalAuth local = new LocalAuth("EXTERNAL_GITHUB_ENABLED", "true");
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    @Covers({"GET /authorize", "POST /token?grant_type=pkce"})
    void aProviderSignsIn() {
        BrowserFlow flow =
                auth.startOAuth(Provider.GITHUB, o -> o.redirectTo(APP).parameter("login_hint", EMAIL));

        String callback = local.browse(flow.url());
        Session session = auth.finish(callback, flow.pkce());

        assertThat(callback).startsWith(APP + "?code=");
        assertThat(session.user().email()).contains(EMAIL);
        assertThat(session.tokens().providerToken()).isPresent();
        assertThat(session.user().identities())
                .singleElement()
                .satisfies(i -> assertThat(i.provider()).isEqualTo(Provider.GITHUB));
    }

    @Test
    void aProviderThatIsOffShowsWhereTheBrowserWouldGo() {
        assertThat(auth.settings().enabled()).contains("github").doesNotContain("gitlab");
    }

    @Test
    @Covers({"GET /user/identities/authorize", "DELETE /user/identities/{id}"})
    void anIdentityIsLinkedAndUnlinked() {
        Account account = local.account();

        BrowserFlow flow = account.linkIdentity(
                Provider.GITHUB, o -> o.redirectTo(APP).parameter("login_hint", "other@example.com"));
        auth.finish(local.browse(flow.url()), flow.pkce());

        assertThat(account.identities())
                .extracting(Identity::provider)
                .containsExactlyInAnyOrder(Provider.of("email"), Provider.GITHUB);
        Identity github = account.identities().stream()
                .filter(i -> i.provider().equals(Provider.GITHUB))
                .findFirst()
                .orElseThrow();

        account.unlinkIdentity(github);

        assertThat(account.identities()).extracting(Identity::provider).containsExactly(Provider.of("email"));
    }

    @Test
    void linkingThatIsOffIsATypedError() {
        local.platform.project().set("GOTRUE_SECURITY_MANUAL_LINKING_ENABLED", "false");
        Account account = local.account();

        assertThatThrownBy(() -> account.linkIdentity(Provider.GITHUB, o -> {}))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.MANUAL_LINKING_DISABLED));
    }

    @Test
    @Covers("POST /token?grant_type=id_token")
    void anIdTokenThatNobodySignedIsRefused() {
        Secret token = Secret.of("e30.e30.e30");
        refused(() -> auth.signInWithIdToken(Provider.GOOGLE, token), AuthErrorCodes.PROVIDER_DISABLED);
        local.platform.project().set("GOTRUE_EXTERNAL_GOOGLE_ENABLED", "true");

        assertThatThrownBy(() -> auth.signInWithIdToken(Provider.GOOGLE, token, o -> o.nonce("n")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("Bad ID token");
        assertThatThrownBy(() -> local.account().linkIdToken(Provider.GOOGLE, token, o -> {}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @Covers("POST /sso")
    void organisationsAreOff() {
        refused(() -> auth.startSso("corp.example", o -> {}), AuthErrorCodes.SAML_PROVIDER_DISABLED);
        refused(
                () -> auth.startSsoAt(UUID.randomUUID().toString(), o -> o.redirectTo(APP)),
                AuthErrorCodes.SAML_PROVIDER_DISABLED);
    }

    @Test
    @Covers("POST /token?grant_type=web3")
    void walletsAreOff() {
        refused(
                () -> auth.others().web3("ethereum", "m".repeat(64), "0x" + "0".repeat(130)),
                AuthErrorCodes.WEB3_PROVIDER_DISABLED);
    }

    @Test
    @Covers({"POST /passkeys/authentication/options", "POST /passkeys/authentication/verify"})
    void passkeysAreOffToSignIn() {
        refused(() -> auth.others().passkeyOptions(), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> auth.others().passkey(Map.of("challenge_id", "x")), AuthErrorCodes.PASSKEY_DISABLED);
    }

    @Test
    @Covers({
        "GET /passkeys",
        "POST /passkeys/registration/options",
        "POST /passkeys/registration/verify",
        "PATCH /passkeys/{id}",
        "DELETE /passkeys/{id}"
    })
    void passkeysAreOffToRegister() {
        AccountExtras extras = local.account().extras();
        String id = UUID.randomUUID().toString();

        refused(extras::passkeys, AuthErrorCodes.PASSKEY_DISABLED);
        refused(extras::passkeyOptions, AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> extras.registerPasskey(Map.of()), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> extras.renamePasskey(id, "mine"), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> extras.deletePasskey(id), AuthErrorCodes.PASSKEY_DISABLED);
    }

    @Test
    @Covers({
        "GET /user/oauth/grants",
        "DELETE /user/oauth/grants",
        "GET /oauth/authorizations/{id}",
        "POST /oauth/authorizations/{id}/consent"
    })
    void theOAuthServerIsOffForUsers() {
        AccountExtras extras = local.account().extras();

        refused(extras::grants, AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> extras.revokeGrant("client"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> extras.authorization("abc"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> extras.consent("abc", true), AuthErrorCodes.FEATURE_DISABLED);
    }
}
