package dev.plinth.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The endpoints of the Auth server: which operation asks which, and which none asks, and why. */
final class RouteTable {

    private static final String SERVED = """
            POST /signup | auth.signUp, auth.signInAnonymously
            POST /token?grant_type=password | auth.signInWithPassword
            POST /token?grant_type=refresh_token | auth.refreshSession
            POST /token?grant_type=pkce | auth.exchangeCodeForSession
            POST /token?grant_type=id_token | auth.signInWithIdToken, account.linkIdentityWithIdToken
            POST /token?grant_type=web3 | auth.signInWithWeb3
            POST /otp | auth.signInWithOtp
            POST /recover | auth.resetPasswordForEmail
            POST /resend | auth.resend
            POST /verify | auth.verifyOtp, auth.verifyTokenHash
            GET /authorize | auth.signInWithOAuth (an address)
            POST /sso | auth.signInWithSso, auth.signInWithSsoProvider
            POST /passkeys/authentication/options | passkeys.startSignIn
            POST /passkeys/authentication/verify | passkeys.signIn
            GET /user | account.getUser
            PUT /user | account.update
            GET /reauthenticate | account.reauthenticate
            POST /logout | session.signOut, admin.signOut
            GET /user/identities/authorize | account.linkIdentity
            DELETE /user/identities/{id} | account.unlinkIdentity
            GET /user/oauth/grants | oauthGrants.list
            DELETE /user/oauth/grants | oauthGrants.revoke
            GET /passkeys | passkeys.list
            PATCH /passkeys/{id} | passkeys.rename
            DELETE /passkeys/{id} | passkeys.delete
            POST /passkeys/registration/options | passkeys.startRegistration
            POST /passkeys/registration/verify | passkeys.register
            POST /factors | mfa.enrollTotp, mfa.enrollPhone, mfa.enrollWebAuthn
            POST /factors/{id}/challenge | mfa.challenge
            POST /factors/{id}/verify | mfa.verify, mfa.verifyWebAuthn
            DELETE /factors/{id} | mfa.unenroll
            GET /admin/users | users.list
            POST /admin/users | users.create
            GET /admin/users/{id} | users.get
            PUT /admin/users/{id} | users.update, users.ban, users.unban
            DELETE /admin/users/{id} | users.delete, users.softDelete
            GET /admin/users/{id}/factors | users.listFactors
            PUT /admin/users/{id}/factors/{id} | users.renameFactor
            DELETE /admin/users/{id}/factors/{id} | users.deleteFactor
            GET /admin/users/{id}/passkeys | userPasskeys.list
            DELETE /admin/users/{id}/passkeys/{id} | userPasskeys.delete
            POST /invite | users.invite
            POST /admin/generate_link | users.generateLink
            GET /admin/audit | users.auditLog
            GET /admin/sso/providers | ssoProviders.list
            POST /admin/sso/providers | ssoProviders.create
            GET /admin/sso/providers/{id} | ssoProviders.get
            PUT /admin/sso/providers/{id} | ssoProviders.update
            DELETE /admin/sso/providers/{id} | ssoProviders.delete
            GET /admin/custom-providers | customProviders.list
            POST /admin/custom-providers | customProviders.create
            GET /admin/custom-providers/{id} | customProviders.get
            PUT /admin/custom-providers/{id} | customProviders.update
            DELETE /admin/custom-providers/{id} | customProviders.delete
            GET /admin/oauth/clients | oauthClients.list
            POST /admin/oauth/clients | oauthClients.create
            GET /admin/oauth/clients/{id} | oauthClients.get
            PUT /admin/oauth/clients/{id} | oauthClients.update
            DELETE /admin/oauth/clients/{id} | oauthClients.delete
            POST /admin/oauth/clients/{id}/regenerate_secret | oauthClients.regenerateSecret
            GET /oauth/authorizations/{id} | oauthGrants.getAuthorization
            POST /oauth/authorizations/{id}/consent | oauthGrants.approve, oauthGrants.deny
            GET /.well-known/jwks.json | tokenVerifier.verify
            GET /health | auth.getVersion
            GET /settings | auth.getSettings
            """;

    private static final String LEFT_OUT = """
            POST /magiclink | deprecated: POST /otp does the same (control planes are asked it by auth.signInWithOtp)
            GET /verify | what the link in a mail opens, in a browser; programs take POST /verify
            GET /callback | where a provider sends the browser back to
            POST /callback | where a provider sends the browser back to
            GET /sso/saml/metadata | for the identity provider
            POST /sso/saml/acs | for the identity provider
            GET /oauth/authorize | for the other program, whose OAuth library asks it
            POST /oauth/token | for the other program
            GET /oauth/userinfo | for the other program
            POST /oauth/clients/register | for the other program
            GET /.well-known/openid-configuration | for the other program
            GET /.well-known/oauth-authorization-server | for the other program
            GET /scim/v2/… | an experiment of the server, off everywhere
            """;

    private RouteTable() {}

    /** Returns the operations of each endpoint. */
    static Map<String, List<String>> served() {
        Map<String, List<String>> served = new LinkedHashMap<>();
        SERVED.lines().forEach(line -> {
            String[] cells = line.split(" \\| ", -1);
            served.put(cells[0], new ArrayList<>(List.of(cells[1].split(", ", -1))));
        });
        return served;
    }

    /** Returns why no operation asks an endpoint. */
    static Map<String, String> leftOut() {
        Map<String, String> leftOut = new LinkedHashMap<>();
        LEFT_OUT.lines().forEach(line -> {
            String[] cells = line.split(" \\| ", -1);
            leftOut.put(cells[0], cells[1]);
        });
        return leftOut;
    }
}
