package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that repeats the whole request in its answer: nothing secret of it may come out anywhere. */
class EchoedSecretsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "sb_publishable_0123456789abcdef";
    private static final String TOKEN = "marked-user-token-0123456789";
    private static final String NAMES =
            "(?i).*(token|secret|passw|signature|verifier|nonce|otp|hashed|private|api[-_]?key|^code$).*";

    private final MockWebServer server = new MockWebServer();
    private final List<CallEvent> events = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>();
    private Connection connection;

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return echo(request);
            }
        });
        connection = Connection.toProject(
                server.url("/").toString(),
                ApiKey.of(KEY),
                o -> o.maxAttempts(2).callHistorySize(9).observer(new CallObserver() {
                    @Override
                    public void attempted(CallEvent attempt) {
                        events.add(attempt);
                    }
                }));
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private MockResponse echo(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        collect(body);
        String all = request.getHeaders() + body + request.getTarget();
        String quoted = JSON.createObjectNode().put("x", all).get("x").toString();
        return new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json")
                .addHeader(
                        "sb-request-id",
                        request.getHeaders().get("Authorization")
                                + request.getHeaders().get("apikey"))
                .body("{\"error_code\":" + quoted + ",\"msg\":" + quoted + ",\"weak_password\":{\"reasons\":[" + quoted
                        + "]}}")
                .build();
    }

    private void collect(String body) {
        try {
            if (body.startsWith("{")) {
                collect(JSON.readTree(body));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void collect(JsonNode tree) {
        tree.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual()
                    && field.getKey().matches(NAMES)
                    && value.textValue().length() >= 4) {
                secrets.add(value.textValue());
            }
            collect(value);
        });
    }

    static Stream<Endpoint> endpoints() {
        return WireTest.endpoints()
                .filter(row -> row.body() != null || row.request().contains("?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void nothingSecretComesOut(Endpoint row) {
        StringBuilder out = new StringBuilder();
        try {
            out.append(row.use().of(AuthClient.of(connection).actingAs(AccessToken.of(TOKEN))));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                out.append(cause).append('\n');
            }
        }
        connection.callHistory().forEach(call -> out.append(call.curl()).append(call.event()));
        events.forEach(out::append);
        secrets.addAll(List.of(KEY, TOKEN));

        assertThat(secrets).allSatisfy(secret -> assertThat(out.toString()).doesNotContain(secret));
    }
}
