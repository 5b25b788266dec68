package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ResponseFormatException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passkeys, WebAuthn factors and OAuth grants of a user: what goes to the browser and comes back from it. */
class WebAuthnTest {

    /** With what is lost if numbers, order, nulls or characters change on the way. */
    private static final String OPTIONS =
            "{\"challenge\":\"lT3-Y_0\",\"timeout\":300000,\"z\":null,\"a\":[{\"alg\":-7}],\"n\":\"ä/<&\",\"f\":0.5}";

    private static final String CREDENTIAL =
            "{\"id\":\"c\",\"rawId\":\"c\",\"response\":{\"signature\":\"marked-signature\",\"userHandle\":null}}";

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private AuthClient auth;
    private Account account;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection =
                Connection.toProject(server.url("/").toString(), ApiKey.of("sb_publishable_x"), o -> o.maxAttempts(1));
        auth = AuthClient.of(connection);
        account = auth.actingAs(AccessToken.of("user-token")).account();
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private void answers(String json) {
        server.enqueue(Answers.json(200, json));
    }

    private String challenge() {
        return "{\"challenge_id\":\"" + ID + "\",\"options\":" + OPTIONS + ",\"expires_at\":1795309590}";
    }

    private String sent() throws InterruptedException {
        return server.takeRequest().getBody().utf8();
    }

    @Test
    void theOptionsOfAPasskeyReachTheBrowserAsTheServerWroteThem() {
        answers(challenge());

        PasskeyChallenge challenge = account.passkeys().startRegistration();

        assertThat(challenge.id()).isEqualTo(ID);
        assertThat(challenge.optionsJson()).isEqualTo(OPTIONS);
        assertThat(challenge.expiresAt()).isEqualTo(Instant.ofEpochSecond(1795309590));
        assertThat(challenge).hasToString("PasskeyChallenge[" + ID + "]");
    }

    @Test
    void theCredentialOfTheBrowserReachesTheServerAsItIs() throws Exception {
        answers(challenge());
        answers("{\"id\":\"" + ID + "\",\"friendly_name\":\"mine\",\"created_at\":\"2026-01-02T03:04:05Z\","
                + "\"last_used_at\":\"2026-01-02T03:04:06Z\",\"new\":1}");

        Passkey passkey = account.passkeys().register(account.passkeys().startRegistration(), " " + CREDENTIAL);

        server.takeRequest();
        assertThat(sent()).contains("\"challenge_id\":\"" + ID + "\"").contains("\"credential\":" + CREDENTIAL);
        assertThat(passkey.id()).isEqualTo(ID);
        assertThat(passkey.friendlyName()).contains("mine");
        assertThat(passkey.createdAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(passkey.lastUsedAt()).contains(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(passkey.unknownFields()).isEqualTo(Map.of("new", 1));
    }

    @Test
    void aPasskeySignsIn() throws Exception {
        answers(challenge());
        server.enqueue(Answers.session(1, 3600));

        Session session = auth.passkeys().signIn(auth.passkeys().startSignIn(), CREDENTIAL);

        assertThat(session.user().id()).isEqualTo(Answers.USER_ID);
        server.takeRequest();
        assertThat(sent()).contains("\"credential\":" + CREDENTIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"marked\"", "{\"marked\":", "marked"})
    void aCredentialThatIsNoObjectIsRefusedAndNotQuoted(String json) {
        assertThatThrownBy(() -> auth.passkeys().signIn(ID, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentialJson")
                .hasNoCause()
                .satisfies(e -> assertThat(e.toString()).doesNotContain("marked"));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aCredentialIsMaskedInCommands() {
        assertThat(auth.toCurl(a -> a.passkeys().signIn(ID, CREDENTIAL)))
                .contains("credential")
                .doesNotContain("marked");
    }

    @Test
    void anIdThatIsNoneIsNotSent() {
        assertThatThrownBy(() -> auth.passkeys().signIn("x", CREDENTIAL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account.passkeys().register("x", CREDENTIAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> account.passkeys().delete("x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aWebAuthnFactorIsVerifiedWithTheTypeThatItsChallengeNamed() throws Exception {
        answers("{\"id\":\"" + ID + "\",\"type\":\"webauthn\",\"expires_at\":1795309590,\"webauthn\":"
                + "{\"type\":\"create\",\"credential_options\":{\"publicKey\":" + OPTIONS + "}}}");
        server.enqueue(Answers.session(1, 3600, "aal2"));

        FactorChallenge challenge = account.mfa().challenge(ID);
        WebAuthnChallenge webAuthn = challenge.webAuthn().orElseThrow();
        Session session = account.mfa().verifyWebAuthn(challenge, CREDENTIAL);

        assertThat(webAuthn.ceremony()).isEqualTo(WebAuthnCeremony.CREATE);
        assertThat(webAuthn.optionsJson()).isEqualTo("{\"publicKey\":" + OPTIONS + "}");
        assertThat(session.assuranceLevel()).isEqualTo("aal2");
        assertThat(sent()).isEqualTo("{}");
        assertThat(sent())
                .contains("\"challenge_id\":\"" + ID + "\"")
                .contains("\"credential_response\":" + CREDENTIAL)
                .contains("\"type\":\"create\"");
    }

    @Test
    void theChallengeOfAnotherFactorTakesNoCredential() {
        answers("{\"id\":\"" + ID + "\",\"type\":\"totp\",\"expires_at\":1795309590}");
        FactorChallenge challenge = account.mfa().challenge(ID);

        assertThat(challenge.webAuthn()).isEmpty();
        assertThatThrownBy(() -> account.mfa().verifyWebAuthn(challenge, CREDENTIAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WebAuthn");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aChallengeWithoutOptionsIsNone() {
        answers("{\"challenge_id\":\"" + ID + "\",\"expires_at\":1}");
        answers("{\"challenge_id\":\"" + ID + "\",\"options\":\"x\",\"expires_at\":1}");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> account.passkeys().startRegistration())
                    .isInstanceOf(ResponseFormatException.class);
        }
    }

    @Test
    void aGrantNamesTheClient() {
        answers("[{\"client\":{\"id\":\"c\",\"name\":\"Reports\",\"uri\":\"u\",\"logo_uri\":\"l\"},"
                + "\"scopes\":[\"email\"],\"granted_at\":\"2026-01-02T03:04:05Z\"}]");

        OAuthGrant grant = account.oauthGrants().list().get(0);

        assertThat(grant.client().id()).isEqualTo("c");
        assertThat(List.of(
                        grant.client().name(),
                        grant.client().uri(),
                        grant.client().logoUri()))
                .containsExactly(Optional.of("Reports"), Optional.of("u"), Optional.of("l"));
        assertThat(grant.scopes()).containsExactly("email");
        assertThat(grant.grantedAt()).contains(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void anAuthorizationSaysWhatTheClientAsksFor() {
        answers("{\"authorization_id\":\"abc\",\"redirect_uri\":\"https://c.example/cb\",\"client\":{\"id\":\"c\"},"
                + "\"user\":{\"id\":\"u\",\"email\":\"a@b.co\"},\"scope\":\"email profile\",\"new\":1}");

        OAuthAuthorization authorization = account.oauthGrants().getAuthorization("abc");

        assertThat(authorization.consentRequired()).isTrue();
        assertThat(authorization.redirectUrl()).isEmpty();
        assertThat(authorization.client().orElseThrow().id()).isEqualTo("c");
        assertThat(authorization.redirectUri()).contains("https://c.example/cb");
        assertThat(authorization.scopes()).containsExactly("email", "profile");
        assertThat(authorization.userId()).contains("u");
        assertThat(authorization.userEmail()).contains("a@b.co");
        assertThat(authorization.unknownFields()).isEqualTo(Map.of("new", 1));
    }

    @Test
    void anAuthorizationThatWasGivenBeforeSaysWhereToGo() {
        answers("{\"redirect_url\":\"https://c.example/cb?code=marked\"}");

        OAuthAuthorization authorization = account.oauthGrants().getAuthorization("abc");

        assertThat(authorization.consentRequired()).isFalse();
        assertThat(authorization.redirectUrl()).contains("https://c.example/cb?code=marked");
        assertThat(authorization.client()).isEmpty();
        assertThat(authorization.scopes()).isEmpty();
        assertThat(authorization.toString()).doesNotContain("marked");
    }

    @Test
    void aDecisionSaysWhereToGo() {
        answers("{\"redirect_url\":\"https://c.example/cb?code=1\"}");
        answers("{\"redirect_url\":\"https://c.example/cb?error=access_denied\"}");

        assertThat(account.oauthGrants().approve("abc")).isEqualTo("https://c.example/cb?code=1");
        assertThat(account.oauthGrants().deny("abc")).isEqualTo("https://c.example/cb?error=access_denied");
    }
}
