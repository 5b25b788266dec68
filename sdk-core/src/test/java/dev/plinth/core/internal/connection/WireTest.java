package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Service;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.error.ErrorCatalog;
import dev.plinth.core.internal.gateway.ControlPlaneGateway;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.gateway.ProjectGateway;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.operation.ServiceSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What tests of the wire need: a server, a connection to it, and the check that no answer was left open. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WireTest {

    static final ServiceSpec STORAGE = new ServiceSpec(Service.STORAGE, ErrorCatalog.NONE);
    static final ServiceSpec AUTH = new ServiceSpec(Service.AUTH, ErrorCatalog.NONE);
    static final JsonReader<Map<String, Object>> MAP = Json.mapReader();
    static final ApiKey OPAQUE_KEY = ApiKey.of("sb_secret_0123456789");
    /** Header {"alg":"HS256"}, payload {"role":"authenticated","sub":"u1"}. */
    static final String USER_JWT = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYXV0aGVudGljYXRlZCIsInN1YiI6InUxIn0.c2ln";
    /** Header {"alg":"HS256"}, payload {"role":"service_role"}. */
    static final String SERVICE_JWT = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln";

    /** Longer than a test waits for anything: no wire of a slow machine is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final MockWebServer server = new MockWebServer();
    final FakeTiming timing = new FakeTiming();
    private CountingTransport transport =
            new CountingTransport(OkHttpExchange.create(PATIENCE, PATIENCE, timing::nanoTime));

    private final List<LiveConnection> opened = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        // A request too many is answered, so that it is seen and not waited for.
        QueueDispatcher answers = new QueueDispatcher();
        answers.setFailFast(true);
        server.setDispatcher(answers);
        server.start();
    }

    @AfterEach
    void everyAnswerWasClosed() {
        assertThat(transport.open()).as("answers left open").isZero();
        opened.forEach(LiveConnection::close);
        transport.close();
        server.close();
    }

    /** A server that nothing is to be sent to: it answers at once whatever comes nevertheless, so that this is seen. */
    static MockWebServer unwanted() {
        QueueDispatcher answers = new QueueDispatcher();
        answers.setFailFast(true);
        MockWebServer server = new MockWebServer();
        server.setDispatcher(answers);
        return server;
    }

    String url() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    CountingTransport transport() {
        return transport;
    }

    LiveConnection project() {
        return project(ApiKey.of(SERVICE_JWT), timing, o -> {});
    }

    LiveConnection project(ApiKey key, Timing time, Consumer<? super ConnectionOptionsImpl> options) {
        Gateway gateway =
                ProjectGateway.of(url(), key, "/auth/v1", "/storage/v1", false, ProjectGateway.Configured.NOTHING);
        return open(gateway, key, time, options);
    }

    LiveConnection platform(
            String platformUrl, Credentials credentials, Consumer<? super ConnectionOptionsImpl> options) {
        ConnectionOptionsImpl read = Connector.read(options);
        Gateway gateway = ControlPlaneGateway.of(platformUrl, read.dialect, read.allowProjectKeys, read.allowHttp);
        gateway.check(credentials);
        return open(gateway, credentials, timing, options);
    }

    LiveConnection platformProject() {
        return platform(url(), AccessToken.of(USER_JWT), o -> {}).project("ref1");
    }

    private LiveConnection open(
            Gateway gateway, Credentials credentials, Timing time, Consumer<? super ConnectionOptionsImpl> options) {
        LiveConnection connection = Connector.open(
                gateway,
                credentials,
                Connector.read(o -> {
                    o.transport(transport);
                    options.accept(o);
                }),
                time);
        opened.add(connection);
        return connection;
    }

    void answer(int status, String body, String... headers) {
        server.enqueue(response(status, body, headers));
    }

    static MockResponse response(int status, String body, String... headers) {
        MockResponse.Builder builder = new MockResponse.Builder()
                .code(status)
                .body(body)
                .addHeader(
                        "Content-Type",
                        body.startsWith("{") || body.startsWith("[") ? "application/json" : "text/plain");
        for (int i = 0; i < headers.length; i += 2) {
            builder.setHeader(headers[i], headers[i + 1]);
        }
        return builder.build();
    }

    static Operation<Map<String, Object>> read(String name) {
        return Operation.safe(STORAGE, name, dialect -> Route.get("/thing").decode(Decoder.json(MAP)));
    }

    static Operation<Map<String, Object>> write(Repeatability repeatability) {
        Operation.Routes<Map<String, Object>> routes =
                dialect -> Route.post("/thing").json(Map.of("a", 1)).decode(Decoder.json(MAP));
        return switch (repeatability) {
            case SAFE -> Operation.safe(STORAGE, "things.write", routes);
            case IDEMPOTENT -> Operation.idempotent(STORAGE, "things.write", routes);
            case UNSAFE -> Operation.unsafe(STORAGE, "things.write", routes);
        };
    }
}
