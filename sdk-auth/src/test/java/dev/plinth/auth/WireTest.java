package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.auth.internal.MfaOperations.Challenge;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each endpoint: what is sent, and that what the real server answered is understood. Where no good answer was recorded,
 * for the server's part is off by default, the answer is made up by the contract.
 */
class WireTest {

    private static final String ID = Answers.USER_ID;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, JsonNode> RECORDED = recorded();
    private static final Pkce PKCE = Pkce.of(Secret.of("abcdefghijklmnopqrstuvwxyz0123456789-._~ABCDEFGHIJ"));
    private static final Map<String, Object> X = Map.of("x", 1);

    private final MockWebServer server = new MockWebServer();
    private Connection connection;

    private interface Use {
        Object of(AuthClient auth);
    }

    /** An endpoint: which recorded answer (or an answer itself), what has to be sent, and the call. */
    private record Row(String answer, String request, String body, Use use) {

        @Override
        public String toString() {
            return request;
        }
    }

    private static Row row(String answer, String request, String body, Use use) {
        return new Row(answer, request, body, use);
    }

    private static Use done(java.util.function.Consumer<AuthClient> use) {
        return auth -> {
            use.accept(auth);
            return true;
        };
    }

    static Stream<Row> endpoints() {
        return Stream.of(signIns(), account(), users(), thin()).flatMap(s -> s);
    }

    private static Stream<Row> signIns() {
        Contact ada = Contact.email("a@b.co");
        Contact phone = Contact.phone("+49 (30) 123-45");
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
                        a -> a.resume(Secret.of("r"))),
                row(
                        "POST /token?pkce",
                        "POST /token?grant_type=pkce",
                        "{'auth_code':'c','code_verifier':'" + PKCE.verifier().reveal() + "'}",
                        a -> a.finish("https://x.example/?state=1&code=c#", PKCE)),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=id_token",
                        "{'provider':'google','id_token':'t','nonce':'n'}",
                        a -> a.signInWithIdToken(Provider.GOOGLE, Secret.of("t"), o -> o.nonce("n"))),
                row(
                        "POST /token?password",
                        "POST /token?grant_type=web3",
                        "{'chain':'ethereum','message':'m','signature':'s'}",
                        a -> a.others().web3("ethereum", "m", "s")),
                row(
                        "POST /passkeys/authentication/options",
                        "POST /passkeys/authentication/options",
                        "{}",
                        a -> a.others().passkeyOptions()),
                row(
                        "POST /token?password",
                        "POST /passkeys/authentication/verify",
                        "{'x':1}",
                        a -> a.others().passkey(X)),
                row(
                        "POST /otp",
                        "POST /otp",
                        "{'email':'a@b.co','create_user':false}",
                        a -> a.codes().send(ada, o -> o.existingUsersOnly())),
                row(
                        "POST /recover",
                        "POST /recover?redirect_to=u",
                        "{'email':'a@b.co'}",
                        done(a -> a.codes().recover("a@b.co", o -> o.redirectTo("u")))),
                row(
                        "POST /resend",
                        "POST /resend",
                        "{'email':'a@b.co','type':'signup'}",
                        a -> a.codes().resend(VerificationType.SIGNUP, ada)),
                row(
                        "POST /verify",
                        "POST /verify",
                        "{'type':'sms','token':'123456','phone':'493012345'}",
                        a -> a.codes().verify(VerificationType.SMS, phone, " 123456 ")),
                row(
                        "POST /verify",
                        "POST /verify",
                        "{'type':'magiclink','token_hash':'pkce_h'}",
                        a -> a.codes().verifyHash(VerificationType.MAGIC_LINK, Secret.of("pkce_h"))),
                row(
                        "POST /sso",
                        "POST /sso",
                        "{'domain':'corp.example','skip_http_redirect':true,'redirect_to':'u','code_challenge':'3ag0oqz8cmNGohEyoC_FekAljy-VkF-HLRhFXESDDxE','code_challenge_method':'s256'}",
                        a -> a.startSso("corp.example", o -> o.pkce(PKCE).redirectTo("u"))),
                row("GET /settings", "GET /settings", null, AuthClient::settings),
                row("GET /health", "GET /health", null, AuthClient::version));
    }

    private static Stream<Row> account() {
        FactorChallenge challenge = new Challenge(ID, ID, Instant.MAX, Map.of());
        Identity identity = new dev.plinth.auth.internal.UserRecordAccess().identity(ID);
        return Stream.of(
                row("GET /user", "GET /user", null, a -> a.account().user()),
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
                        a -> a.account().linkIdToken(Provider.GOOGLE, Secret.of("t"), o -> {})),
                row(
                        "POST /factors",
                        "POST /factors",
                        "{'factor_type':'totp','friendly_name':'n'}",
                        a -> a.account().mfa().enrollTotp("n")),
                row(
                        "POST /factors/{id}/challenge",
                        "POST /factors/" + ID + "/challenge",
                        "{'channel':'sms'}",
                        a -> a.account().mfa().challenge(ID, Map.of("channel", "sms"))),
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
                        a -> a.account().extras().passkeys()),
                row(
                        "POST /passkeys/registration/options",
                        "POST /passkeys/registration/options",
                        "{}",
                        a -> a.account().extras().passkeyOptions()),
                row(
                        "{}",
                        "POST /passkeys/registration/verify",
                        "{'x':1}",
                        a -> a.account().extras().registerPasskey(X)),
                row(
                        "{}",
                        "PATCH /passkeys/" + ID,
                        "{'friendly_name':'n'}",
                        a -> a.account().extras().renamePasskey(ID, "n")),
                row(
                        "{}",
                        "DELETE /passkeys/" + ID,
                        null,
                        done(a -> a.account().extras().deletePasskey(ID))),
                row(
                        "GET /user/oauth/grants",
                        "GET /user/oauth/grants",
                        null,
                        a -> a.account().extras().grants()),
                row(
                        "DELETE /user/oauth/grants",
                        "DELETE /user/oauth/grants?client_id=c",
                        null,
                        done(a -> a.account().extras().revokeGrant("c"))),
                row(
                        "GET /oauth/authorizations/{x}",
                        "GET /oauth/authorizations/abc",
                        null,
                        a -> a.account().extras().authorization("abc")),
                row(
                        "POST /oauth/authorizations/{x}/consent",
                        "POST /oauth/authorizations/abc/consent",
                        "{'action':'deny'}",
                        a -> a.account().extras().consent("abc", false)));
    }

    private static Stream<Row> users() {
        return Stream.of(
                row(
                        "POST /admin/users",
                        "POST /admin/users",
                        "{'id':'" + ID
                                + "','email':'a@b.co','phone':'1','password_hash':'h','email_confirm':true,'phone_confirm':true,'role':'r','ban_duration':'90s','user_metadata':{'a':1},'app_metadata':{'b':2}}",
                        a -> a.users()
                                .create(u -> u.id(ID)
                                        .email("a@b.co")
                                        .phone("1")
                                        .passwordHash("h")
                                        .role("r")
                                        .ban(Duration.ofSeconds(90))
                                        .userMetadata("a", 1)
                                        .appMetadata("b", 2))),
                row(
                        "GET /admin/users",
                        "GET /admin/users?page=1&per_page=7&sort=created_at%20desc&filter=x%25",
                        null,
                        a -> a.users()
                                .list(q -> q.matching("x%").pageSize(7).newestFirst())
                                .first()),
                row(
                        "GET /admin/users",
                        "GET /admin/users?limit=200&sort=created_at%20asc",
                        null,
                        a -> a.users().list(UserQuery::byCursor).first()),
                row(
                        "GET /admin/users/{id}",
                        "GET /admin/users/" + ID,
                        null,
                        a -> a.users().get(ID)),
                row(
                        "PUT /admin/users/{id}",
                        "PUT /admin/users/" + ID,
                        "{'email':'n@b.co','email_confirm':true,'ban_duration':'none','app_metadata':{'plan':null}}",
                        a -> a.users()
                                .update(
                                        ID,
                                        c -> c.email("n@b.co")
                                                .confirmEmail()
                                                .unban()
                                                .clearAppMetadata("plan"))),
                row(
                        "DELETE /admin/users/{id}",
                        "DELETE /admin/users/" + ID,
                        null,
                        done(a -> a.users().delete(ID))),
                row(
                        "DELETE /admin/users/{id}",
                        "DELETE /admin/users/" + ID,
                        "{'should_soft_delete':true}",
                        done(a -> a.users().softDelete(ID))),
                row(
                        "POST /invite",
                        "POST /invite?redirect_to=u",
                        "{'email':'a@b.co','data':{'a':1}}",
                        a -> a.users().invite("a@b.co", o -> o.redirectTo("u").userMetadata("a", 1))),
                row(
                        "POST /admin/generate_link",
                        "POST /admin/generate_link",
                        "{'type':'signup','email':'a@b.co','password':'pw','redirect_to':'u','data':{'x':1}}",
                        a -> a.users()
                                .generateLink(LinkRequest.signUp("a@b.co", "pw")
                                        .redirectTo("u")
                                        .userMetadata(X))),
                row(
                        "GET /admin/users/{id}/factors",
                        "GET /admin/users/" + ID + "/factors",
                        null,
                        a -> a.users().factors(ID)),
                row(
                        "PUT /admin/users/{id}/factors/{id}",
                        "PUT /admin/users/" + ID + "/factors/" + ID,
                        "{'friendly_name':'n'}",
                        a -> a.users().renameFactor(ID, ID, "n")),
                row(
                        "DELETE /admin/users/{id}/factors/{id}",
                        "DELETE /admin/users/" + ID + "/factors/" + ID,
                        null,
                        done(a -> a.users().deleteFactor(ID, ID))),
                row(
                        "GET /admin/audit",
                        "GET /admin/audit?page=1&per_page=200&query=action%3Alogin",
                        null,
                        a -> a.users().audit("action", "login").first()));
    }

    private static Stream<Row> thin() {
        String sso = "/admin/sso/providers";
        String custom = "/admin/custom-providers";
        String clients = "/admin/oauth/clients";
        return Stream.of(
                row("GET " + sso, "GET " + sso, null, a -> a.admin().ssoProviders()),
                row("POST " + sso, "POST " + sso, "{'x':1}", a -> a.admin().createSsoProvider(X)),
                row(
                        "GET " + sso + "/{id}",
                        "GET " + sso + "/resource_a",
                        null,
                        a -> a.admin().ssoProvider("resource_a")),
                row(
                        "PUT " + sso + "/{id}",
                        "PUT " + sso + "/" + ID,
                        "{'x':1}",
                        a -> a.admin().updateSsoProvider(ID, X)),
                row(
                        "DELETE " + sso + "/{id}",
                        "DELETE " + sso + "/" + ID,
                        null,
                        done(a -> a.admin().deleteSsoProvider(ID))),
                row("GET " + custom, "GET " + custom, null, a -> a.admin().customProviders()),
                row(
                        "GET " + custom,
                        "GET " + custom + "?type=oidc",
                        null,
                        a -> a.admin().customProviders("oidc")),
                row("{}", "POST " + custom, "{'x':1}", a -> a.admin().createCustomProvider(X)),
                row("{}", "GET " + custom + "/custom%3Ax", null, a -> a.admin().customProvider("custom:x")),
                row(
                        "{}",
                        "PUT " + custom + "/custom%3Ax",
                        "{'x':1}",
                        a -> a.admin().updateCustomProvider("custom:x", X)),
                row(
                        "{}",
                        "DELETE " + custom + "/custom%3Ax",
                        null,
                        done(a -> a.admin().deleteCustomProvider("custom:x"))),
                row("GET " + clients, "GET " + clients, null, a -> a.admin().oauthClients()),
                row(
                        "POST " + clients,
                        "POST " + clients,
                        "{'x':1}",
                        a -> a.admin().createOAuthClient(X)),
                row(
                        "GET " + clients + "/{id}",
                        "GET " + clients + "/" + ID,
                        null,
                        a -> a.admin().oauthClient(ID)),
                row(
                        "PUT " + clients + "/{id}",
                        "PUT " + clients + "/" + ID,
                        "{'x':1}",
                        a -> a.admin().updateOAuthClient(ID, X)),
                row(
                        "DELETE " + clients + "/{id}",
                        "DELETE " + clients + "/" + ID,
                        null,
                        done(a -> a.admin().deleteOAuthClient(ID))),
                row(
                        "POST " + clients + "/{id}/regenerate_secret",
                        "POST " + clients + "/" + ID + "/regenerate_secret",
                        "{}",
                        a -> a.admin().regenerateOAuthClientSecret(ID)),
                row(
                        "GET /admin/users/{id}/passkeys",
                        "GET /admin/users/" + ID + "/passkeys",
                        null,
                        a -> a.admin().passkeys(ID)),
                row(
                        "{}",
                        "DELETE /admin/users/" + ID + "/passkeys/" + ID,
                        null,
                        done(a -> a.admin().deletePasskey(ID, ID))));
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection =
                Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"), o -> o.attempts(1));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void asksAsTheServerWantsAndUnderstandsItsAnswer(Row row) throws Exception {
        server.enqueue(answer(row.answer()));

        Object result = row.use().of(AuthClient.of(connection).actingAs(AccessToken.of("user-token")));

        RecordedRequest sent = server.takeRequest();
        assertThat(result).isNotNull();
        assertThat(sent.getMethod() + " " + sent.getTarget())
                .isEqualTo(row.request().replaceFirst(" /", " /auth/v1/"));
        String body = sent.getBody() == null ? "" : sent.getBody().utf8();
        if (row.body() == null) {
            assertThat(body).isEmpty();
        } else {
            assertThat(JSON.readTree(body)).isEqualTo(JSON.readTree(row.body().replace('\'', '"')));
        }
        boolean older = row.request().startsWith("PUT /admin/users/" + ID)
                && !row.request().contains("factors");
        assertThat(sent.getHeaders().get("X-Supabase-Api-Version")).isEqualTo(older ? null : "2024-01-01");
    }

    private static MockResponse answer(String key) {
        if (key.startsWith("{")) {
            return Answers.json(200, key);
        }
        JsonNode recorded = Objects.requireNonNull(RECORDED.get(key), key);
        MockResponse.Builder response =
                new MockResponse.Builder().code(recorded.path("status").intValue());
        recorded.path("headers")
                .properties()
                .forEach(h -> response.addHeader(h.getKey(), h.getValue().textValue()));
        return response.body(recorded.path("body").asText("")).build();
    }

    private static Map<String, JsonNode> recorded() {
        Map<String, JsonNode> answers = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WireTest.class.getResourceAsStream("/recorded-answers.jsonl")),
                StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                JsonNode answer = JSON.readTree(line);
                answers.put(answer.path("key").textValue(), answer);
            }
            return answers;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> covered() {
        return endpoints().map(Row::request).toList();
    }
}
