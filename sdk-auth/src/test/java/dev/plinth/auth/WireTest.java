package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each endpoint: what is sent, and that what the real server answered is understood. Where no good answer was recorded,
 * for the server's part is off by default, the answer is made up by the contract.
 */
class WireTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, JsonNode> RECORDED = recorded();

    private final MockWebServer server = new MockWebServer();
    private Connection connection;

    static Stream<Endpoint> endpoints() {
        return Stream.of(SignInEndpoints.all(), AccountEndpoints.all(), AdminEndpoints.all())
                .flatMap(s -> s);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(
                server.url("/").toString(),
                ApiKey.of("sb_publishable_x"),
                o -> o.maxAttempts(1).callHistorySize(1));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void asksAsTheServerWantsAndUnderstandsItsAnswer(Endpoint row) throws Exception {
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
        assertThat(RouteTable.served().get(row.route()))
                .as("the operations of %s", row.route())
                .contains(connection.callHistory().get(0).event().operation());
        boolean older = row.request().startsWith("PUT /admin/users/" + Endpoint.ID)
                && !row.request().contains("factors");
        assertThat(sent.getHeaders().get("X-Supabase-Api-Version")).isEqualTo(older ? null : "2024-01-01");
    }

    @Test
    void readsListsUnderTheNamesThatTheServerGivesThem() {
        AuthAdmin admin = AuthClient.of(connection).admin();
        server.enqueue(Answers.json(200, "{\"items\":[{\"id\":\"x\"}]}"));
        server.enqueue(Answers.json(200, "{\"providers\":[{\"identifier\":\"custom:x\"}]}"));
        server.enqueue(Answers.json(200, "{\"clients\":[{\"client_id\":\"x\"}]}"));

        assertThat(admin.ssoProviders().list()).extracting(SsoProvider::id).containsExactly("x");
        assertThat(admin.customProviders().list())
                .extracting(CustomProvider::identifier)
                .containsExactly("custom:x");
        assertThat(admin.oauthClients().list())
                .extracting(OAuthClient::clientId)
                .containsExactly("x");
    }

    @ParameterizedTest
    @EnumSource(SignOutScope.class)
    @Covers("POST /logout")
    void signsOutWithItsScopeAndTheSessionsOwnToken(SignOutScope scope) throws Exception {
        server.enqueue(Answers.session(1, 3600));
        server.enqueue(new MockResponse.Builder().code(204).build());
        AuthClient auth = AuthClient.of(connection);

        auth.signInWithPassword("a@b.co", "pw").signOut(scope);

        server.takeRequest();
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod() + " " + sent.getTarget())
                .isEqualTo("POST /auth/v1/logout?scope=" + scope.name().toLowerCase(Locale.ROOT));
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + Answers.accessToken(1, "aal1"));
    }

    @Test
    @Covers("POST /logout")
    void signsAUserOutWithTheUsersToken() throws Exception {
        server.enqueue(new MockResponse.Builder().code(204).build());
        String token = Answers.accessToken(1, "aal1");

        AuthClient.of(connection).admin().signOut(AccessToken.of(token), SignOutScope.GLOBAL);

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo("POST /auth/v1/logout?scope=global");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    @Covers("GET /.well-known/jwks.json")
    void asksForKeysWithoutAToken() throws Exception {
        server.enqueue(Answers.json(200, "{\"keys\":[]}"));
        TokenVerifier verifier = AuthClient.of(connection).tokenVerifier().build();

        SignedTokens.refused(
                verifier,
                SignedTokens.claims(Clock.systemUTC()).sign(SignedTokens.rsa(SignedTokens.RSA)),
                Reason.UNKNOWN_KEY);

        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo("GET /auth/v1/.well-known/jwks.json");
    }

    @Test
    @Covers("GET /authorize")
    void theAddressOfAFlowAtAProviderHoldsNoKey() {
        AuthorizationRequest flow = AuthClient.of(connection)
                .signInWithOAuth(
                        Provider.GITHUB,
                        o -> o.pkce(Endpoint.PKCE)
                                .redirectTo("https://x.example/?a=1")
                                .scopes("repo", "user")
                                .parameter("prompt", "login"));

        assertThat(flow.url())
                .isEqualTo(server.url("/auth/v1/authorize")
                        + "?provider=github&redirect_to=https%3A%2F%2Fx.example%2F%3Fa%3D1"
                        + "&scopes=repo%20user&code_challenge=3ag0oqz8cmNGohEyoC_FekAljy-VkF-HLRhFXESDDxE"
                        + "&code_challenge_method=s256&prompt=login");
        assertThat(server.getRequestCount()).isZero();
    }

    private static MockResponse answer(String key) {
        if (key.startsWith("{") || key.startsWith("[")) {
            return Answers.json(200, key);
        }
        JsonNode recorded = Objects.requireNonNull(RECORDED.get(key), key);
        MockResponse.Builder response =
                new MockResponse.Builder().code(recorded.path("status").intValue());
        recorded.path("headers")
                .properties()
                .forEach(h -> response.addHeader(h.getKey(), h.getValue().textValue()));
        // What was recorded has an id of its own; the one asked for is what a server would send.
        String body = recorded.path("body")
                .asText("")
                .replaceFirst("^\\{\"(id|client_id)\":\"[0-9a-f-]{36}\"", "{\"$1\":\"" + Answers.USER_ID + "\"");
        return response.body(body).build();
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
}
