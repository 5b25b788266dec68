package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.TransportException;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the server refuses. */
class RenewalTest extends WireTest {

    private static final int MANY = 1000;
    private static final String EXPIRED = "{\"code\":401,\"error_code\":\"bad_jwt\",\"msg\":\"invalid JWT\"}";

    /** A token that is good from its second version on. */
    private static final class Versions implements Credentials {

        final AtomicInteger version = new AtomicInteger(1);
        final AtomicInteger renewals = new AtomicInteger();

        @Override
        public Optional<Secret> token() {
            return Optional.of(Secret.of("token" + version.get()));
        }

        @Override
        public Optional<Secret> freshToken() {
            renewals.incrementAndGet();
            return Optional.of(Secret.of("token" + version.incrementAndGet()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 " + EXPIRED,
                "401 {\"message\":\"no\"}",
                "400 {\"statusCode\":\"401\",\"error\":\"Unauthorized\",\"message\":\"\\\"exp\\\" claim timestamp check failed\"}"
            })
    void aRefusedTokenIsRenewedOnce(String answer) throws InterruptedException {
        answer(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        answer(200, "{\"a\":1}");
        Versions versions = new Versions();

        assertThat(OperationRunner.run(project().actingAs(versions), write(Repeatability.UNSAFE)))
                .containsEntry("a", 1);

        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token1");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token2");
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    void aTokenThatIsRefusedAgainIsAnError() {
        answer(401, "{\"message\":\"no\"}");
        answer(401, "{\"message\":\"still no\"}");

        assertThatThrownBy(() -> OperationRunner.run(project().actingAs(new Versions()), read("x")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("still no");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aBodyThatCannotBeReadAgainIsNotSentAgain() {
        answer(401, "{\"message\":\"no\"}");
        Versions versions = new Versions();

        assertThatThrownBy(() -> OperationRunner.run(
                        project().actingAs(versions),
                        Operation.idempotent(
                                STORAGE,
                                "x",
                                d -> Route.put("/x")
                                        .body(Content.ofStream(new ByteArrayInputStream(new byte[3])))
                                        .decode(Decoder.json(MAP)))))
                .isInstanceOf(AuthenticationException.class);
        assertThat(versions.renewals).hasValue(0);
    }

    @Test
    void aMissingRightIsNoReasonToRenew() {
        answer(403, "{\"code\":403,\"error_code\":\"not_admin\",\"msg\":\"no\"}");
        Versions versions = new Versions();

        assertThatThrownBy(() -> OperationRunner.run(project().actingAs(versions), read("x")))
                .hasMessageContaining("403 not_admin");
        assertThat(versions.renewals).hasValue(0);
    }

    @Test
    void aThousandThreadsWithAnExpiredTokenRenewItOnce() throws Exception {
        server.setDispatcher(byToken());
        Versions versions = new Versions();
        LiveConnection connection =
                project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> {}).actingAs(versions);

        List<Object> results = onManyThreads(() -> OperationRunner.run(connection, read("x")));

        assertThat(results).hasSize(MANY).containsOnly(Map.of("good", true));
        assertThat(versions.renewals).hasValue(1);
    }

    @Test
    void aRenewalThatFailsIsAThousandTypedErrorsAndNoStorm() throws Exception {
        server.setDispatcher(byToken());
        AtomicInteger renewals = new AtomicInteger();
        LiveConnection connection = project().actingAs(new Credentials() {
            @Override
            public Optional<Secret> token() {
                return Optional.of(Secret.of("token1"));
            }

            @Override
            public Optional<Secret> freshToken() {
                renewals.incrementAndGet();
                throw new TransportException("auth server is down", true, null, null);
            }
        });

        List<Object> results = onManyThreads(() -> OperationRunner.run(connection, read("x")));

        assertThat(results)
                .hasSize(MANY)
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(AuthenticationException.class, e -> {
                    assertThat(e.retryable()).isTrue();
                    assertThat(e).hasCauseInstanceOf(TransportException.class);
                }));
        // The clock stands still: one failure answers for all.
        assertThat(renewals).hasValue(1);
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(MANY);
    }

    @Test
    void noCallWaitsForANewTokenWhileTheOldOneIsValid() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LiveConnection connection = project().actingAs(new Credentials() {
            @Override
            public Optional<Secret> token() {
                return Optional.empty();
            }

            @Override
            public Optional<Secret> expiringToken() {
                return Optional.of(Secret.of("old"));
            }

            @Override
            public Optional<Secret> freshToken() {
                asked.countDown();
                awaitUninterruptibly(goOn);
                return Optional.of(Secret.of("new"));
            }
        });
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(connection, read("x"))).containsEntry("a", 1);

        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer old");
        goOn.countDown();
    }

    @Test
    void theFirstCallerTooWaitsNoLongerThanItsOwnTime() {
        CountDownLatch goOn = new CountDownLatch(1);
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> {})
                .actingAs(new Credentials() {
                    @Override
                    public Optional<Secret> token() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Secret> freshToken() {
                        awaitUninterruptibly(goOn);
                        return Optional.of(Secret.of("token2"));
                    }
                });

        assertThatThrownBy(() ->
                        OperationRunner.run(connection.withOptions(o -> o.timeout(Duration.ofMillis(100))), read("x")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("access token");
        goOn.countDown();
    }

    @Test
    void aCallerThatIsCancelledDoesNotWaitForTheToken() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> {})
                .actingAs(new Credentials() {
                    @Override
                    public Optional<Secret> token() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Secret> freshToken() {
                        asked.countDown();
                        awaitUninterruptibly(goOn);
                        return Optional.of(Secret.of("token2"));
                    }
                });
        Future<?> future = connection.async(c -> {
            try {
                return OperationRunner.run(c, read("x"));
            } finally {
                stopped.countDown();
            }
        });
        asked.await();

        future.cancel(true);

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        goOn.countDown();
    }

    @Test
    void aFollowerWaitsNoLongerThanItsOwnTime() throws Exception {
        server.setDispatcher(byToken());
        CountDownLatch renewing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> {})
                .actingAs(new Credentials() {
                    @Override
                    public Optional<Secret> token() {
                        return Optional.of(Secret.of("token1"));
                    }

                    @Override
                    public Optional<Secret> freshToken() {
                        renewing.countDown();
                        awaitUninterruptibly(goOn);
                        return Optional.of(Secret.of("token2"));
                    }
                });
        ExecutorService leader = Executors.newSingleThreadExecutor();
        Future<Map<String, Object>> first = leader.submit(() -> OperationRunner.run(connection, read("x")));
        renewing.await();

        assertThatThrownBy(() ->
                        OperationRunner.run(connection.withOptions(o -> o.timeout(Duration.ofSeconds(2))), read("x")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("access token");

        goOn.countDown();
        assertThat(first.get()).containsEntry("good", true);
        leader.shutdown();
    }

    @Test
    void aSuppliedTokenIsReplacedOnceItHasExpired() throws InterruptedException {
        // {"exp":1000}, {"exp":5000}
        List<String> tokens =
                List.of("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjEwMDB9.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjUwMDB9.c2ln");
        AtomicInteger next = new AtomicInteger();
        AtomicInteger seconds = new AtomicInteger(969);
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(seconds.get());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        LiveConnection connection = project().actingAs(AccessToken.of(() -> tokens.get(next.getAndIncrement()), clock));
        for (int i = 0; i < 2; i++) {
            answer(200, "{}");
        }

        OperationRunner.run(connection, read("x"));
        seconds.set(1000);
        OperationRunner.run(connection, read("x"));

        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sent.add(server.takeRequest().getHeaders().get("Authorization"));
        }
        assertThat(sent).containsExactly("Bearer " + tokens.get(0), "Bearer " + tokens.get(1));
    }

    private static Dispatcher byToken() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean good = "Bearer token2".equals(request.getHeaders().get("Authorization"));
                return good ? response(200, "{\"good\":true}") : response(401, EXPIRED);
            }
        };
    }

    private static List<Object> onManyThreads(Callable<?> call) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Object>> futures = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<Object> results = new ArrayList<>();
        for (Future<Object> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                results.add(e.getCause());
            }
        }
        threads.shutdown();
        return results;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
