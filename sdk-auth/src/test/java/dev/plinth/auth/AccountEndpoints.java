package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static dev.plinth.auth.Endpoint.PKCE;
import static dev.plinth.auth.Endpoint.done;
import static dev.plinth.auth.Endpoint.row;

import dev.plinth.auth.internal.account.MfaOperations.Challenge;
import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Endpoints for a signed-in user. */
final class AccountEndpoints {

    private static final String PASSKEY = "{\"id\":\"" + ID + "\",\"created_at\":\"2026-01-02T03:04:05Z\"}";

    private AccountEndpoints() {}

    static Stream<Endpoint> all() {
        FactorChallenge challenge = new Challenge(ID, ID, Instant.MAX, Optional.empty());
        Identity identity = new dev.plinth.auth.internal.users.UserRecordAccess().identity(ID);
        return Stream.of(
                row("GET /user", "GET /user", null, a -> a.account().getUser()),
                row(
                        "PUT /user",
                        "PUT /user?redirect_to=u",
                        "{'email':'n@b.co','password':'pw','current_password':'old','nonce':'1','data':{'a':1,'b':null}}",
                        a -> a.account()
                                .update(c -> c.email("N@b.co")
                                        .password("pw")
                                        .currentPassword("old")
                                        .nonce("1")
                                        .userMetadata("a", 1)
                                        .clearUserMetadata("b")
                                        .redirectTo("u"))),
                row(
                        "GET /reauthenticate",
                        "GET /reauthenticate",
                        null,
                        a -> a.account().reauthenticate()),
                row(
                        "GET /user/identities/authorize",
                        "GET /user/identities/authorize?provider=github&code_challenge=3ag0oqz8cmNGohEyoC_FekAljy-VkF-HLRhFXESDDxE&code_challenge_method=s256&skip_http_redirect=true",
                        null,
                        a -> a.account().linkIdentity(Provider.GITHUB, o -> o.pkce(PKCE))),
                row(
                        "DELETE /user/identities/{id}",
                        "DELETE /user/identities/" + ID,
                        null,
                        done(a -> a.account().unlinkIdentity(identity))),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=id_token",
                        "{'provider':'google','id_token':'t','link_identity':true}",
                        a -> a.account().linkIdentityWithIdToken(Provider.GOOGLE, Secret.of("t"), o -> {})),
                row(
                        "POST /factors",
                        "POST /factors",
                        "{'factor_type':'totp','friendly_name':'n'}",
                        a -> a.account().mfa().enrollTotp("n")),
                row(
                        "POST /factors/{id}/challenge",
                        "POST /factors/" + ID + "/challenge",
                        "{'channel':'sms'}",
                        a -> a.account().mfa().challenge(ID, o -> o.channel("sms"))),
                row(
                        "POST /factors/{id}/verify",
                        "POST /factors/" + ID + "/verify",
                        "{'challenge_id':'" + ID + "','code':'1'}",
                        a -> a.account().mfa().verify(challenge, "1")),
                row(
                        "DELETE /factors/{id}",
                        "DELETE /factors/" + ID,
                        null,
                        done(a -> a.account().mfa().unenroll(ID))),
                row(
                        "GET /passkeys",
                        "GET /passkeys",
                        null,
                        a -> a.account().passkeys().list()),
                row(
                        "POST /passkeys/registration/options",
                        "POST /passkeys/registration/options",
                        "{}",
                        a -> a.account().passkeys().startRegistration()),
                row(
                        PASSKEY,
                        "POST /passkeys/registration/verify",
                        "{'challenge_id':'" + ID + "','credential':{'id':'c','type':'public-key'}}",
                        a -> a.account().passkeys().register(ID, "{\"id\":\"c\",\"type\":\"public-key\"}")),
                row(
                        PASSKEY,
                        "PATCH /passkeys/" + ID,
                        "{'friendly_name':'n'}",
                        a -> a.account().passkeys().rename(ID, "n")),
                row(
                        "{}",
                        "DELETE /passkeys/" + ID,
                        null,
                        done(a -> a.account().passkeys().delete(ID))),
                row(
                        "GET /user/oauth/grants",
                        "GET /user/oauth/grants",
                        null,
                        a -> a.account().oauthGrants().list()),
                row(
                        "DELETE /user/oauth/grants",
                        "DELETE /user/oauth/grants?client_id=c",
                        null,
                        done(a -> a.account().oauthGrants().revoke("c"))),
                row(
                        "GET /oauth/authorizations/{x}",
                        "GET /oauth/authorizations/abc",
                        null,
                        a -> a.account().oauthGrants().getAuthorization("abc")),
                row(
                        "POST /oauth/authorizations/{x}/consent",
                        "POST /oauth/authorizations/abc/consent",
                        "{'action':'approve'}",
                        a -> a.account().oauthGrants().approve("abc")),
                row(
                        "POST /oauth/authorizations/{x}/consent",
                        "POST /oauth/authorizations/abc/consent",
                        "{'action':'deny'}",
                        a -> a.account().oauthGrants().deny("abc")));
    }
}
