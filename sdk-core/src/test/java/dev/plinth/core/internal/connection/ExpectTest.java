package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Content;
import dev.plinth.core.PayloadTooLargeException;
import dev.plinth.core.TransportException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large bodies: whether the server is asked first, and what is heard of one that answers early. */
class ExpectTest {

    /** More than the buffers of a socket hold. */
    private static final byte[] LARGE = new byte[20_000_000];

    private static final String DONE = "{\"a\":1}";

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @RegisterExtension
    final Opened opened = new Opened();

    @AfterEach
    void stop() {
        stopped.countDown();
    }

    private LiveConnection connect(RawServer.Script script, Consumer<ConnectionOptionsImpl> options)
            throws IOException {
        return opened.connect(opened.serve(script).url(), new FakeTiming(), options);
    }

    private static Operation<Map<String, Object>> upload(Repeatability repeatability) {
        Operation.Routes<Map<String, Object>> routes =
                d -> Route.put("/thing").body(Content.ofBytes(LARGE)).decode(Decoder.json(WireTest.MAP));
        return repeatability == Repeatability.UNSAFE
                ? Operation.unsafe(WireTest.STORAGE, "things.upload", routes)
                : Operation.idempotent(WireTest.STORAGE, "things.upload", routes);
    }

    private static boolean asks(String head) {
        return head.toLowerCase(Locale.ROOT).contains("expect: 100-continue");
    }

    @Test
    void aLargeBodyIsJustSent() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.request());
                    peer.json(DONE);
                },
                o -> {});

        assertThat(OperationRunner.run(connection, upload(Repeatability.IDEMPOTENT)))
                .containsEntry("a", 1);
        assertThat(heads).hasSize(1).noneMatch(ExpectTest::asks);
    }

    @Test
    void theOptionAsksFirst() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.head());
                    peer.send("HTTP/1.1 100 Continue\r\n\r\n");
                    drain(peer, LARGE.length);
                    peer.json(DONE);
                },
                o -> o.expectContinue(true));

        assertThat(OperationRunner.run(connection, upload(Repeatability.UNSAFE)))
                .containsEntry("a", 1);
        assertThat(heads).hasSize(1).allMatch(ExpectTest::asks);
    }

    @Test
    void aServerThatIgnoresItGetsTheBodyAndIsNotAskedAgain() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    while (true) {
                        String head = peer.head();
                        heads.add(head);
                        drain(peer, asks(head) ? 1 : LARGE.length);
                        peer.json(DONE);
                    }
                },
                o -> o.expectContinue(true).idleTimeout(Duration.ofSeconds(1)));

        assertThat(OperationRunner.run(connection, upload(Repeatability.UNSAFE)))
                .containsEntry("a", 1);
        assertThat(OperationRunner.run(connection, upload(Repeatability.UNSAFE)))
                .containsEntry("a", 1);
        assertThat(heads.stream().map(ExpectTest::asks)).containsExactly(true, false, false);
    }

    @Test
    void a417IsRepeatedWithoutIt() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    String head = peer.head();
                    heads.add(head);
                    if (asks(head)) {
                        peer.send(RawServer.response(417, "{}", "Connection: close"));
                    } else {
                        drain(peer, LARGE.length);
                        peer.json(DONE);
                    }
                },
                o -> o.expectContinue(true));

        assertThat(OperationRunner.run(connection, upload(Repeatability.UNSAFE)))
                .containsEntry("a", 1);
        assertThat(heads.stream().map(ExpectTest::asks)).containsExactly(true, false);
    }

    @Test
    void anUploadThatBrokeOffAsksWithItsNextAttempt() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.head());
                    if (socket == 0) {
                        drain(peer, 1000);
                        peer.socket.setSoLinger(true, 0);
                        return;
                    }
                    peer.send(RawServer.response(413, "{\"message\":\"too large\"}", "Connection: close"));
                },
                o -> {});

        assertThatThrownBy(() -> OperationRunner.run(connection, upload(Repeatability.IDEMPOTENT)))
                .isInstanceOf(PayloadTooLargeException.class);
        assertThat(heads.stream().map(ExpectTest::asks)).containsExactly(false, true);
    }

    @Test
    void anEarlyRefusalIsReadAfterTheBodyBrokeOff() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.head());
                    drain(peer, 1000);
                    peer.send(RawServer.response(413, "{\"message\":\"too large\"}", "Connection: close"));
                    peer.socket.shutdownOutput();
                    while (peer.read() >= 0) {
                        // A server that goes on reading lets its answer be seen.
                    }
                },
                o -> {});

        assertThatThrownBy(() -> OperationRunner.run(connection, upload(Repeatability.IDEMPOTENT)))
                .isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void aSuccessBeforeTheWholeBodyIsNoSuccess() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.head());
                    peer.send(RawServer.response(200, DONE, "Connection: close"));
                    stopped.await();
                },
                o -> o.maxAttempts(1));
        Operation<Map<String, Object>> huge = Operation.idempotent(
                WireTest.STORAGE,
                "things.upload",
                d -> Route.put("/thing").body(Content.ofBytes(LARGE)).decode(Decoder.json(WireTest.MAP)));

        assertThatThrownBy(() -> OperationRunner.run(connection, huge)).isInstanceOf(TransportException.class);
    }

    @Test
    void aSuccessInsteadOfTheConsentIsNoSuccess() throws Exception {
        LiveConnection connection = connect(
                (peer, socket) -> {
                    heads.add(peer.head());
                    peer.send(RawServer.response(200, DONE, "Connection: close"));
                },
                o -> o.expectContinue(true).maxAttempts(1));

        assertThatThrownBy(() -> OperationRunner.run(connection, upload(Repeatability.IDEMPOTENT)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("before it had received the whole body");
    }

    private static void drain(RawServer.Peer peer, int bytes) throws IOException {
        for (int left = bytes; left > 0; left--) {
            if (peer.read() < 0) {
                throw new IOException("the body ended early");
            }
        }
    }
}
