package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Content;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, which every hosted project speaks. */
class Http2Test {

    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final FakeTiming timing = new FakeTiming();
    private final MockWebServer server = new MockWebServer();

    @RegisterExtension
    final Opened opened = new Opened();

    @BeforeEach
    void start() throws IOException {
        HandshakeCertificates own =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        server.useHttps(own.sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.start();
        opened.closing(server);
    }

    private LiveConnection connect(Duration stall) {
        return connect(stall, server.getPort());
    }

    private LiveConnection connect(Duration stall, int port) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .readTimeout(stall)
                .writeTimeout(stall)
                .pingInterval(stall.dividedBy(3))
                .build();
        return opened.connect("https://localhost:" + port, timing, o -> o.transport(OkHttpTransport.of(client)));
    }

    private LiveConnection connect() {
        return connect(Duration.ofSeconds(20));
    }

    private static MockResponse good() {
        return WireTest.response(200, "{\"a\":1}");
    }

    private static MockResponse reset(int code) {
        return new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseStream(code))
                .build();
    }

    @Test
    void itIsHttp2() throws Exception {
        server.enqueue(good());

        OperationRunner.run(connect(), WireTest.read("things.get"));

        assertThat(server.takeRequest().getVersion()).contains("2");
    }

    @ParameterizedTest
    @EnumSource(Repeatability.class)
    void aRefusedStreamIsRepeatedForEveryMethod(Repeatability repeatability) {
        server.enqueue(reset(REFUSED_STREAM));
        server.enqueue(good());

        assertThat(OperationRunner.run(connect(), WireTest.write(repeatability)))
                .containsEntry("a", 1);
    }

    @Test
    void aStreamThatIsRefusedToTheEndWasNotSent() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(reset(REFUSED_STREAM));
        }

        assertThatThrownBy(() -> OperationRunner.run(connect(), WireTest.write(Repeatability.UNSAFE)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Repeatability.class)
    void afterAGoawayEveryMethodGoesOutOnANewConnection(Repeatability repeatability) {
        server.enqueue(good().newBuilder()
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        server.enqueue(good());
        LiveConnection connection = connect();
        OperationRunner.run(connection, WireTest.read("things.get"));

        assertThat(OperationRunner.run(connection, WireTest.write(repeatability)))
                .containsEntry("a", 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {INTERNAL_ERROR, CANCEL})
    void anyOtherResetMayHaveBeenDone(int code) {
        server.enqueue(reset(code));
        server.enqueue(good());
        LiveConnection connection = connect();

        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isFalse())
                .hasMessageContaining("may have processed the request");
        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", 1);
    }

    @Test
    void aMisdirectedRequestIsNotRepeatedByTheTransport() {
        server.enqueue(WireTest.response(421, "{}"));
        server.enqueue(good());

        assertThatThrownBy(() ->
                        OperationRunner.run(connect().withOptions(o -> o.maxAttempts(1)), WireTest.read("things.get")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(421));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aStalledUploadWindowIsAStall() {
        // No byte of the body is read, so the window of 64 KiB is never opened again.
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(SocketEffect.Stall.INSTANCE)
                .build());
        Operation<Map<String, Object>> upload = Operation.idempotent(
                WireTest.STORAGE,
                "things.upload",
                d -> Route.put("/thing")
                        .body(Content.ofBytes(new byte[1_000_000]))
                        .decode(Decoder.json(WireTest.MAP)));

        assertThatThrownBy(() ->
                        OperationRunner.run(connect(Duration.ofMillis(300)).withOptions(o -> o.maxAttempts(1)), upload))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void aDeadConnectionUnderManyCallsCostsEachOneStallAtMost() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return good();
            }
        });
        AtomicBoolean dead = new AtomicBoolean();
        try (RawServer relay = new RawServer((peer, socket) -> relay(peer.socket, () -> socket == 0 && dead.get()))) {
            LiveConnection connection = connect(Duration.ofSeconds(6), relay.port());
            OperationRunner.run(connection, WireTest.read("things.get"));
            dead.set(true);
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(connection.async(
                        c -> OperationRunner.run(c.withOptions(o -> o.maxAttempts(2)), WireTest.read("things.get"))));
            }

            CompletableFuture<Void> all = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));

            assertThat(all.handle((value, failure) -> failure).get(60, TimeUnit.SECONDS))
                    .isNull();
        }
    }

    /** Passes bytes on between a client and the server, and neither bytes nor an end once the line is dead. */
    private void relay(Socket client, BooleanSupplier dead) throws IOException {
        try (Socket upstream = new Socket("localhost", server.getPort())) {
            Thread back = new Thread(() -> pass(upstream, client, dead), "relay");
            back.setDaemon(true);
            back.start();
            pass(client, upstream, dead);
        }
    }

    private static void pass(Socket from, Socket to, BooleanSupplier dead) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!dead.getAsBoolean()) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One of the two is gone.
        }
    }

    @Test
    void theProbeNeverReadsAnHttp2Socket() {
        LiveConnection connection = connect();
        for (int i = 0; i < 5; i++) {
            server.enqueue(good());
            assertThat(OperationRunner.run(
                            connection.withOptions(o -> o.maxAttempts(1)), WireTest.write(Repeatability.UNSAFE)))
                    .containsEntry("a", 1);
            timing.pass(Duration.ofSeconds(5));
        }
    }
}
