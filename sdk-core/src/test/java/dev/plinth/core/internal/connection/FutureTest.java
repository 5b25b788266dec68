package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls inside of futures, and how they are stopped. */
class FutureTest extends WireTest {

    private final AtomicInteger served = new AtomicInteger();
    private LiveConnection connection;

    @BeforeEach
    void serve() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                served.incrementAndGet();
                if (request.getTarget().endsWith("/stall")) {
                    return new MockResponse.Builder()
                            .onResponseStart(SocketEffect.Stall.INSTANCE)
                            .build();
                }
                if (request.getTarget().endsWith("/long")) {
                    return new MockResponse.Builder()
                            .body("x".repeat(200_000))
                            .throttleBody(1000, 1, TimeUnit.SECONDS)
                            .build();
                }
                return response(request.getTarget().endsWith("/missing") ? 404 : 200, "{\"a\":1}");
            }
        });
        // nothing but what a test does ends a call
        connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofHours(1)));
    }

    private static Operation<?> get(String path) {
        return Operation.safe(STORAGE, "things.get", d -> Route.get(path).decode(Decoder.json(MAP)));
    }

    private static Operation<HttpResponse> open(String path) {
        return Operation.safe(STORAGE, "things.open", d -> Route.get(path).stream(r -> r));
    }

    @Test
    void givesTheResult() throws Exception {
        assertThat(connection.async(c -> OperationRunner.run(c, read("x"))).get())
                .containsEntry("a", 1);
    }

    @Test
    void failsWithWhatTheCallThrew() {
        CompletableFuture<?> future = connection.async(c -> OperationRunner.run(c, get("/missing")));

        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NotFoundException.class);
    }

    @Test
    void failsWithACheckedExceptionAsItIs() {
        CompletableFuture<?> future = connection.async(c -> {
            throw new IOException("mine");
        });

        assertThatThrownBy(future::get).cause().isInstanceOf(IOException.class).hasMessage("mine");
    }

    @Test
    void cancellingStopsAStalledCall() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<?> future =
                connection.async(c -> stopping(stopped, () -> OperationRunner.run(c, get("/stall"))));
        server.takeRequest();

        future.cancel(false);

        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(future).isCancelled();
    }

    @Test
    void itsOwnTimeoutStopsAStalledCall() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Object> future =
                connection.<Object>async(c -> stopping(stopped, () -> OperationRunner.run(c, get("/stall"))));
        server.takeRequest();

        future.orTimeout(50, TimeUnit.MILLISECONDS);

        assertThatThrownBy(future::get).hasCauseInstanceOf(TimeoutException.class);
        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void completionByAnotherHandStopsTheCall() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Object> future =
                connection.<Object>async(c -> stopping(stopped, () -> OperationRunner.run(c, get("/stall"))));
        server.takeRequest();

        future.complete("something else");

        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingADependentDoesNotReachTheWork() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Object> future = connection.async(c -> {
            go.await();
            return OperationRunner.run(c, get("/thing"));
        });

        future.thenApply(x -> x).cancel(false);
        go.countDown();

        assertThat(future.get()).isNotNull();
    }

    @Test
    void aFlowStopsAtTheCallInFlight() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Object> future = connection.async(c -> {
            OperationRunner.run(c, get("/one"));
            stopping(stopped, () -> OperationRunner.run(c, get("/stall")));
            return OperationRunner.run(c, get("/three"));
        });
        server.takeRequest();
        server.takeRequest();

        future.cancel(true);

        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aHandleOfACancelledFutureRefusesFurtherCalls() throws Exception {
        AtomicReference<LiveConnection> bound = new AtomicReference<>();
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<?> future = connection.async(c -> {
            bound.set(c);
            return stopping(stopped, () -> OperationRunner.run(c, get("/stall")));
        });
        server.takeRequest();
        future.cancel(false);
        stopped.await();

        assertThatThrownBy(() -> OperationRunner.run(bound.get(), get("/one")))
                .isInstanceOf(CallCancelledException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aStreamOpenedInACancelledFutureIsClosed() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<?> future = connection.async(c -> {
            try (HttpResponse response = OperationRunner.run(c, open("/long"))) {
                opened.countDown();
                return response.body().readAllBytes();
            } catch (IOException e) {
                seen.set(e);
                throw e;
            } finally {
                stopped.countDown();
            }
        });
        opened.await();

        future.cancel(false);

        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamReturnedByAFutureStaysOpen() throws Exception {
        CompletableFuture<HttpResponse> future = connection.async(c -> OperationRunner.run(c, open("/thing")));

        try (HttpResponse response = future.get();
                InputStream body = response.body()) {
            future.cancel(true);
            assertThat(body).hasContent("{\"a\":1}");
        }
    }

    @Test
    void aHandleLeftByADoneFutureGoesOnWorking() throws Exception {
        LiveConnection left = connection.async(c -> c).get();

        assertThat(OperationRunner.run(left, read("x"))).containsEntry("a", 1);
    }

    @Test
    @Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nestedFuturesDoNotStarve() throws Exception {
        assertThat(nested(connection, 128).get(120, TimeUnit.SECONDS)).isEqualTo(128);
    }

    private static CompletableFuture<Integer> nested(LiveConnection outer, int depth) {
        return outer.async(c -> depth == 0 ? 0 : 1 + nested(outer, depth - 1).join());
    }

    @Test
    @Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void tenThousandAtOnceAllEndAndNeverOpenMoreThanTheirShare() throws Exception {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            futures.add(connection.async(c -> OperationRunner.run(c, read("x"))));
        }

        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(300, TimeUnit.SECONDS);

        assertThat(served).hasValue(10_000);
        assertThat(transport().mostOpen()).isLessThanOrEqualTo(64);
        connection.close();
        assertNoThreadOfOurs();
    }

    @Test
    @Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void closingRefusesNewWorkAndFailsWhatIsPending() throws Exception {
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            futures.add(connection.async(c -> OperationRunner.run(c, get("/stall"))));
        }
        server.takeRequest();

        connection.close();

        for (CompletableFuture<?> future : futures) {
            assertThatThrownBy(() -> future.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CallCancelledException.class);
        }
        assertThatThrownBy(() -> connection.async(c -> 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> OperationRunner.run(connection, read("x"))).isInstanceOf(IllegalStateException.class);
        assertNoThreadOfOurs();
    }

    @Test
    void closingADerivedConnectionDoesNothing() {
        connection.withOptions(o -> o.maxAttempts(1)).close();

        assertThat(OperationRunner.run(connection, read("x"))).containsEntry("a", 1);
    }

    @Test
    void anInterruptedThreadIsToldSoAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x")))
                .isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(served).hasValue(0);
    }

    private static <T> T stopping(CountDownLatch stopped, Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            stopped.countDown();
        }
    }

    private static void assertNoThreadOfOurs() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("plinth-")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
