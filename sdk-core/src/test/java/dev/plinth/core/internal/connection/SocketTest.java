package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1 sockets: which may be used again, and what becomes of those that may not. */
class SocketTest {

    private static final String A = "{\"a\":\"A\"}";
    private static final String B = "{\"a\":\"B\"}";

    private final FakeTiming timing = new FakeTiming();

    @RegisterExtension
    final Opened opened = new Opened();

    private RawServer serve(RawServer.Script script) throws IOException {
        return opened.serve(script);
    }

    private LiveConnection connect(RawServer server, Duration stall, Timing time) {
        OkHttpExchange transport =
                opened.closing(OkHttpExchange.create(Duration.ofSeconds(5), stall, timing::nanoTime));
        return opened.connect(server.url(), time, o -> o.transport(transport));
    }

    private LiveConnection connect(RawServer server) {
        return connect(server, Duration.ofSeconds(20), timing);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Repeatability.class)
    void aSocketThatTheServerClosedWhileItWasIdleIsReplacedForAnyMethod(Repeatability repeatability) throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(A);
        });
        LiveConnection connection = connect(server).withOptions(o -> o.maxAttempts(1));

        for (int i = 0; i < 3; i++) {
            assertThat(OperationRunner.run(connection, WireTest.write(repeatability)))
                    .containsEntry("a", "A");
            int sockets = i + 1;
            until(() -> server.ended() == sockets);
            timing.pass(Duration.ofSeconds(1));
        }

        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void aSocketThatIsStillGoodIsUsedAgainAfterItWasProbed() throws Exception {
        RawServer server = serve((peer, socket) -> {
            while (true) {
                peer.request();
                peer.json(A);
            }
        });
        LiveConnection connection = connect(server);

        for (int i = 0; i < 3; i++) {
            assertThat(OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                    .containsEntry("a", "A");
            timing.pass(Duration.ofSeconds(20));
        }

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void manyDeadSocketsCostARequestNothing() throws Exception {
        CountDownLatch all = new CountDownLatch(8);
        RawServer server = serve((peer, socket) -> {
            peer.request();
            all.countDown();
            await(all);
            peer.json(A);
        });
        LiveConnection connection = connect(server).withOptions(o -> o.maxAttempts(1));
        inParallel(connection, 8);
        until(() -> server.ended() == 8);
        timing.pass(Duration.ofSeconds(7));

        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", "A");
    }

    @ParameterizedTest
    @EnumSource(
            value = Repeatability.class,
            names = {"SAFE", "IDEMPOTENT"})
    void aReusedSocketThatBreaksIsRepeatedAtOnceOnANewOne(Repeatability repeatability) throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(A);
            peer.request();
            if (socket == 0) {
                return;
            }
            peer.json(B);
        });
        LiveConnection connection = connect(server);
        OperationRunner.run(connection, WireTest.read("things.get"));

        assertThat(OperationRunner.run(connection, WireTest.write(repeatability)))
                .containsEntry("a", "A");

        assertThat(timing.waits()).isEmpty();
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aNewSocketThatBreaksIsRepeatedAfterAPause() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            if (socket > 0) {
                peer.json(A);
            }
        });

        assertThat(OperationRunner.run(connect(server), WireTest.read("things.get")))
                .containsEntry("a", "A");

        assertThat(timing.waits()).hasSize(1);
    }

    @Test
    void anUnsafeRequestOnAReusedSocketThatBreaksMayHaveBeenDone() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(A);
            peer.request();
        });
        LiveConnection connection = connect(server);
        OperationRunner.run(connection, WireTest.read("things.get"));

        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isFalse())
                .hasMessageContaining("may have processed the request");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void afterAStallNoOtherIdleSocketIsTried() throws Exception {
        CountDownLatch all = new CountDownLatch(8);
        AtomicInteger stalled = new AtomicInteger();
        RawServer server = serve((peer, socket) -> {
            peer.request();
            if (socket < 8) {
                all.countDown();
                await(all);
                peer.json(A);
                peer.request();
                stalled.incrementAndGet();
                peer.read();
            }
            peer.json(B);
        });
        LiveConnection connection = connect(server, Duration.ofMillis(300), timing);
        inParallel(connection, 8);

        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", "B");

        assertThat(stalled).hasValue(1);
    }

    @Test
    void aTimedOutCallClosesTheIdleSocketsToo() throws Exception {
        CountDownLatch all = new CountDownLatch(4);
        AtomicInteger stalled = new AtomicInteger();
        RawServer server = serve((peer, socket) -> {
            peer.request();
            if (socket < 4) {
                all.countDown();
                await(all);
                peer.json(A);
                peer.request();
                stalled.incrementAndGet();
                peer.read();
            }
            peer.json(B);
        });
        LiveConnection connection = connect(server, Duration.ofSeconds(60), Timing.SYSTEM);
        inParallel(connection, 4);

        assertThatThrownBy(() -> OperationRunner.run(
                        connection.withOptions(o -> o.timeout(Duration.ofMillis(300))), WireTest.read("things.get")))
                .isInstanceOf(CallTimeoutException.class);

        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", "B");
        assertThat(stalled).hasValue(1);
    }

    @Test
    void leftOverBytesOfAResponseAnswerNoOtherRequest() throws Exception {
        RawServer server = serve((peer, socket) -> {
            if (socket == 0) {
                peer.request();
                peer.send(RawServer.response(200, A) + RawServer.response(200, "{\"a\":\"old\"}"));
                peer.request();
                peer.read();
            }
            peer.request();
            peer.json(B);
        });
        LiveConnection connection = connect(server);

        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", "A");
        assertThat(OperationRunner.run(connection, WireTest.read("things.get"))).containsEntry("a", "B");
    }

    @Test
    void leftOverBytesAreNoUnsafeRequestsResponse() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.send(RawServer.response(200, A) + RawServer.response(200, "{\"a\":\"old\"}"));
            peer.request();
            peer.read();
        });
        LiveConnection connection = connect(server);
        OperationRunner.run(connection, WireTest.read("things.get"));

        assertThatThrownBy(() -> OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("left-over");
    }

    @Test
    void bytesThatComeLaterAnswerNoOtherRequest() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(socket == 0 ? A : B);
            if (socket == 0) {
                await(late);
                peer.send(RawServer.response(200, "{\"a\":\"old\"}"));
                sent.countDown();
            }
            peer.read();
        });
        LiveConnection connection = connect(server);

        assertThat(OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                .containsEntry("a", "A");
        late.countDown();
        sent.await();
        timing.pass(Duration.ofSeconds(1));
        assertThat(OperationRunner.run(connection, WireTest.write(Repeatability.UNSAFE)))
                .containsEntry("a", "B");
    }

    @Test
    void aResponseAboutAnotherIdIsNotTheRequests() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(socket == 0 ? A : B);
            peer.read();
        });
        LiveConnection connection = connect(server);
        Operation<Map<String, Object>> asked = Operation.safe(
                WireTest.STORAGE,
                "things.get",
                d -> Route.get("/thing").decode(Decoder.json(WireTest.MAP).matching(map -> "B".equals(map.get("a")))));

        assertThat(OperationRunner.run(connection, asked)).containsEntry("a", "B");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "99999999999", "-1", "soon"})
    void theTransportRepeatsNothingByItself(String retryAfter) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer server = serve((peer, socket) -> {
            while (true) {
                peer.request();
                requests.incrementAndGet();
                peer.send(RawServer.response(503, "{}", "Retry-After: " + retryAfter));
            }
        });

        assertThatThrownBy(() -> OperationRunner.run(
                        connect(server).withOptions(o -> o.maxAttempts(1)), WireTest.read("things.get")))
                .hasMessageContaining("503");

        assertThat(requests).hasValue(1);
    }

    @Test
    void responsesThatAreNeverClosedAreNamedWhenTheyBlockACall() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.json(A);
            peer.read();
        });
        LiveConnection connection = connect(server, Duration.ofSeconds(20), Timing.SYSTEM);
        List<HttpResponse> forgotten = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            forgotten.add(OperationRunner.run(connection, open()));
        }

        assertThatThrownBy(() -> OperationRunner.run(
                        connection.withOptions(o -> o.timeout(Duration.ofMillis(200))), WireTest.read("things.get")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("64 responses are open");
        forgotten.forEach(HttpResponse::close);
    }

    @Test
    void aForgottenResponseIsClosed() throws Exception {
        RawServer server = serve((peer, socket) -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            peer.read();
        });
        LiveConnection connection = connect(server, Duration.ofSeconds(60), Timing.SYSTEM);
        forget(connection);

        until(() -> {
            System.gc();
            return server.ended() == 1;
        });
    }

    private static void forget(LiveConnection connection) {
        assertThat(OperationRunner.run(connection, open()).status()).isEqualTo(200);
    }

    private static Operation<HttpResponse> open() {
        return Operation.safe(WireTest.STORAGE, "things.open", d -> Route.get("/thing").stream(response -> response));
    }

    /** Opens so many sockets, all at the same time. */
    private static void inParallel(LiveConnection connection, int calls) throws Exception {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            futures.add(connection.async(c -> OperationRunner.run(c, WireTest.read("things.get"))));
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
