package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.ServerException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import dev.plinth.core.internal.async.CancelScope;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.exchange.RetryBudget;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a repetition means: for deletions, for what is said to have been sent, for a server that is down. */
class RepetitionTest extends WireTest {

    @TempDir
    Path folder;

    private static Operation<String> delete() {
        return Operation.delete(
                STORAGE,
                "things.delete",
                "gone",
                d -> Route.delete("/thing").decode(Decoder.done().then(done -> "deleted")));
    }

    private static Operation<Map<String, Object>> upload(Content content) {
        return Operation.idempotent(
                STORAGE, "things.upload", d -> Route.put("/thing").body(content).decode(Decoder.json(MAP)));
    }

    private void lost() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    @Test
    void aDeletionWhoseResponseWasLostIsDone() {
        lost();
        answer(404, "{\"message\":\"not found\"}");

        assertThat(OperationRunner.run(project(), delete())).isEqualTo("gone");
    }

    @Test
    void aDeletionAfterA502IsDone() {
        answer(502, "{}");
        answer(404, "{\"message\":\"not found\"}");

        assertThat(OperationRunner.run(project(), delete())).isEqualTo("gone");
    }

    @Test
    void aDeletionAfterA503FindsNothing() {
        answer(503, "{}");
        answer(404, "{\"message\":\"not found\"}");

        assertThatThrownBy(() -> OperationRunner.run(project(), delete())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aFirstDeletionFindsNothing() {
        answer(404, "{\"message\":\"not found\"}");

        assertThatThrownBy(() -> OperationRunner.run(project(), delete())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anEarlierAttemptThatMayHaveArrivedCounts() {
        List<IOException> failures = new ArrayList<>(List.of(
                new IOException("cut"),
                new RequestNotSentException(new IOException("refused")),
                new RequestNotSentException(new IOException("refused")),
                new RequestNotSentException(new IOException("refused"))));

        assertThatThrownBy(() -> OperationRunner.run(
                        over((request, context) -> {
                            throw failures.remove(0);
                        }),
                        read("things.get")))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isFalse());
    }

    @Test
    void aRuntimeExceptionOfTheTransportIsATransportException() {
        assertThatThrownBy(() -> OperationRunner.run(
                        over((request, context) -> {
                            throw new IllegalStateException("a defect of the transport");
                        }),
                        read("things.get")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("a defect of the transport")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOutageIsNotMultiplied() {
        List<String> sent = new ArrayList<>();
        LiveConnection connection = over((request, context) -> {
            sent.add(request.path());
            return HttpResponse.of(500, dev.plinth.core.http.HttpHeaders.empty(), InputStream.nullInputStream());
        });

        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> OperationRunner.run(connection, read("things.get")))
                    .isInstanceOf(ServerException.class);
        }

        assertThat(sent).hasSize(200 + RetryBudget.CAPACITY / RetryBudget.COST);
        assertThatThrownBy(() -> OperationRunner.run(connection, read("things.get")))
                .hasMessageContaining("may be down");
    }

    @Test
    void successesFillTheBudgetAgain() {
        List<Integer> sent = new ArrayList<>();
        LiveConnection connection = over((request, context) -> {
            sent.add(1);
            boolean good = request.path().endsWith("good");
            return HttpResponse.of(
                    good ? 200 : 500,
                    dev.plinth.core.http.HttpHeaders.empty(),
                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        });
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> OperationRunner.run(connection, read("things.get")))
                    .isInstanceOf(ServerException.class);
        }
        Operation<Map<String, Object>> good =
                Operation.safe(STORAGE, "things.good", d -> Route.get("/good").decode(Decoder.json(MAP)));
        for (int i = 0; i < RetryBudget.COST; i++) {
            OperationRunner.run(connection, good);
        }
        sent.clear();

        assertThatThrownBy(() -> OperationRunner.run(connection, read("things.get")))
                .isInstanceOf(ServerException.class);

        assertThat(sent).hasSize(2);
    }

    @Test
    void aFileThatShrankIsTheCallersAndIsSentOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        Content content = Content.ofFile(file);
        Files.writeString(file, "hell");

        assertLocal(content, "a.txt");
    }

    @Test
    void aFileThatWasDeletedIsTheCallersAndIsSentOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        Content content = Content.ofFile(file);
        Files.delete(file);

        assertLocal(content, "a.txt");
    }

    @Test
    void aStreamShorterThanSaidIsTheCallersAndIsSentOnce() {
        assertLocal(Content.ofStream(new ByteArrayInputStream(new byte[50]), 100), "50 bytes before");
    }

    @Test
    void aStreamThatThrowsIsTheCallersAndIsSentOnce() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                throw new IOException("the disk is full");
            }
        };

        assertLocal(Content.ofStream(broken), "the disk is full");
    }

    @Test
    void aStreamThatWasSentAlreadyIsTheCallersAndIsSentOnce() {
        answer(200, "{}");
        Content once = Content.ofStream(new ByteArrayInputStream(new byte[5]), 5);
        OperationRunner.run(project(), upload(once));

        assertLocal(once, "already sent");
    }

    private void assertLocal(Content content, String message) {
        assertThatThrownBy(() -> OperationRunner.run(project(), upload(content)))
                .isInstanceOfSatisfying(
                        LocalIOException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(message)
                .hasMessageContaining("attempts=1")
                .hasCauseInstanceOf(IOException.class);
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    void aTimeoutCarriesTheFailureBeforeIt() {
        answer(502, "{\"message\":\"bad gateway\"}");
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), new NoPauses(), o -> {});

        assertThatThrownBy(() -> OperationRunner.run(
                        connection.withOptions(o -> o.timeout(Duration.ofMillis(500))), read("things.get")))
                .isInstanceOf(CallTimeoutException.class)
                .satisfies(e -> assertThat(e.getCause().getSuppressed()[0]).hasMessageContaining("bad gateway"));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorBodyThatTricklesDoesNotOutlastTheCall() {
        server.enqueue(new MockResponse.Builder()
                .code(403)
                .body("x".repeat(60_000))
                .throttleBody(1, 50, TimeUnit.MILLISECONDS)
                .build());
        Operation<HttpResponse> download =
                Operation.safe(STORAGE, "things.open", d -> Route.get("/thing").stream(r -> r));
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> {});

        assertThatThrownBy(() ->
                        OperationRunner.run(connection.withOptions(o -> o.timeout(Duration.ofMillis(500))), download))
                .hasMessageContaining("403");
    }

    private LiveConnection over(HttpTransport transport) {
        return project(ApiKey.of(SERVICE_JWT), timing, o -> o.transport(transport));
    }

    /** Real time, but for the pauses between attempts. */
    private static final class NoPauses implements Timing {

        @Override
        public long nanoTime() {
            return SYSTEM.nanoTime();
        }

        @Override
        public java.time.Instant now() {
            return SYSTEM.now();
        }

        @Override
        public double random() {
            return 0;
        }

        @Override
        public void await(CancelScope scope, long nanos) {}
    }
}
