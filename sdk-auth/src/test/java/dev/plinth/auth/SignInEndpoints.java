package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static dev.plinth.auth.Endpoint.PKCE;
import static dev.plinth.auth.Endpoint.done;
import static dev.plinth.auth.Endpoint.row;

import dev.plinth.core.Secret;
import java.util.stream.Stream;

/** Endpoints for whoever is not signed in. */
final class SignInEndpoints {

    private SignInEndpoints() {}

    static Stream<Endpoint> all() {
        EmailOrPhone ada = EmailOrPhone.email("a@b.co");
        EmailOrPhone phone = EmailOrPhone.phone("+49 (30) 123-45");
        return Stream.of(
                row(
                        "POST /signup",
                        "POST /signup?redirect_to=https%3A%2F%2Fx.example%2F%3Fa%3D1",
                        "{'email':'a@b.co','password':'pw','gotrue_meta_security':{'captcha_token':'cap'},'data':{'n':1},'code_challenge':'3ag0oqz8cmNGohEyoC_FekAljy-VkF-HLRhFXESDDxE','code_challenge_method':'s256'}",
                        a -> a.signUp(
                                ada,
                                "pw",
                                o -> o.captchaToken("cap")
                                        .userMetadata("n", 1)
                                        .pkce(PKCE)
                                        .redirectTo("https://x.example/?a=1"))),
                row(
                        "POST /signup",
                        "POST /signup",
                        "{'phone':'493012345','password':'pw','channel':'whatsapp'}",
                        a -> a.signUp(phone, "pw", o -> o.channel("whatsapp").pkce(PKCE))),
                row("POST /signup", "POST /signup", "{}", AuthClient::signInAnonymously),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=password",
                        "{'email':'a@b.co','password':'pw'}",
                        a -> a.signInWithPassword("A@b.co ", "pw")),
                row(
                        "POST /token?refresh_token",
                        "POST /token?grant_type=refresh_token",
                        "{'refresh_token':'r'}",
                        a -> a.refreshSession(Secret.of("r"))),
                row(
                        "POST /token?pkce",
                        "POST /token?grant_type=pkce",
                        "{'auth_code':'c','code_verifier':'" + PKCE.verifier().reveal() + "'}",
                        a -> a.completeSignIn("https://x.example/?state=1&code=c#", PKCE)),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=id_token",
                        "{'provider':'google','id_token':'t','nonce':'n'}",
                        a -> a.signInWithIdToken(Provider.GOOGLE, Secret.of("t"), o -> o.nonce("n"))),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=web3",
                        "{'chain':'ethereum','message':'m','signature':'s'}",
                        a -> a.signInWithWeb3("ethereum", "m", "s")),
                row(
                        "POST /passkeys/authentication/options",
                        "POST /passkeys/authentication/options",
                        "{'gotrue_meta_security':{'captcha_token':'cap1'}}",
                        a -> a.passkeys().startSignIn(o -> o.captchaToken("cap1"))),
                row(
                        "POST /passkeys/authentication/options",
                        "POST /passkeys/authentication/options",
                        "{}",
                        a -> a.passkeys().startSignIn()),
                row(
                        "POST /token?password",
                        "POST /passkeys/authentication/verify",
                        "{'challenge_id':'" + ID + "','credential':{'id':'c','response':{'userHandle':null}}}",
                        a -> a.passkeys().signIn(ID, "{\"id\":\"c\",\"response\":{\"userHandle\":null}}")),
                row(
                        "POST /otp",
                        "POST /otp",
                        "{'email':'a@b.co','create_user':false}",
                        a -> a.signInWithOtp(ada, o -> o.shouldCreateUser(false))),
                row(
                        "POST /recover",
                        "POST /recover?redirect_to=u",
                        "{'email':'a@b.co'}",
                        done(a -> a.resetPasswordForEmail("a@b.co", o -> o.redirectTo("u")))),
                row(
                        "POST /resend",
                        "POST /resend",
                        "{'email':'a@b.co','type':'signup'}",
                        a -> a.resend(VerificationType.SIGNUP, ada)),
                row(
                        "POST /verify",
                        "POST /verify",
                        "{'type':'sms','token':'123456','phone':'493012345'}",
                        a -> a.verifyOtp(VerificationType.SMS, phone, " 123456 ")),
                row(
                        "POST /verify",
                        "POST /verify",
                        "{'type':'magiclink','token_hash':'pkce_h'}",
                        a -> a.verifyTokenHash(VerificationType.MAGIC_LINK, Secret.of("pkce_h"))),
                row(
                        "POST /sso",
                        "POST /sso",
                        "{'domain':'corp.example','skip_http_redirect':true,'redirect_to':'u','code_challenge':'3ag0oqz8cmNGohEyoC_FekAljy-VkF-HLRhFXESDDxE','code_challenge_method':'s256'}",
                        a -> a.signInWithSso("corp.example", o -> o.pkce(PKCE).redirectTo("u"))),
                row("GET /settings", "GET /settings", null, AuthClient::getSettings),
                row("GET /health", "GET /health", null, AuthClient::getVersion));
    }
}
