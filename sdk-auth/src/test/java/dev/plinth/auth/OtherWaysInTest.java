package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.refused;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Organisations, wallets and passkeys. What the platform has switched off is a typed error. */
class OtherWaysInTest {

    private static final String APP = "http://localhost:3000/after";

    private final StackAuth stack = new StackAuth();
    private final AuthClient auth = stack.auth;

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    @Covers("POST /sso")
    void organisationsAreOff() {
        refused(() -> auth.signInWithSso("corp.example", o -> {}), AuthErrorCodes.SAML_PROVIDER_DISABLED);
        refused(
                () -> auth.signInWithSsoProvider(UUID.randomUUID().toString(), o -> o.redirectTo(APP)),
                AuthErrorCodes.SAML_PROVIDER_DISABLED);
    }

    @Test
    @Covers("POST /token?grant_type=web3")
    void walletsAreOff() {
        refused(
                () -> auth.signInWithWeb3("ethereum", "m".repeat(64), "0x" + "0".repeat(130)),
                AuthErrorCodes.WEB3_PROVIDER_DISABLED);
    }

    @Test
    @Covers({"POST /passkeys/authentication/options", "POST /passkeys/authentication/verify"})
    void passkeysAreOffToSignIn() {
        refused(() -> auth.passkeys().startSignIn(), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> auth.passkeys().signIn(UUID.randomUUID().toString(), "{}"), AuthErrorCodes.PASSKEY_DISABLED);
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
        AccountPasskeys passkeys = stack.account().passkeys();
        String id = UUID.randomUUID().toString();

        refused(passkeys::list, AuthErrorCodes.PASSKEY_DISABLED);
        refused(passkeys::startRegistration, AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> passkeys.register(id, "{}"), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> passkeys.rename(id, "mine"), AuthErrorCodes.PASSKEY_DISABLED);
        refused(() -> passkeys.delete(id), AuthErrorCodes.PASSKEY_DISABLED);
    }

    @Test
    @Covers({
        "GET /user/oauth/grants",
        "DELETE /user/oauth/grants",
        "GET /oauth/authorizations/{id}",
        "POST /oauth/authorizations/{id}/consent"
    })
    void theOAuthServerIsOffForUsers() {
        OAuthGrants grants = stack.account().oauthGrants();

        refused(grants::list, AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> grants.revoke("client"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> grants.getAuthorization("abc"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> grants.approve("abc"), AuthErrorCodes.FEATURE_DISABLED);
        refused(() -> grants.deny("abc"), AuthErrorCodes.FEATURE_DISABLED);
    }
}
