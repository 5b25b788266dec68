package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Content;
import dev.plinth.core.RateLimitException;
import dev.plinth.core.ServerException;
import dev.plinth.core.Service;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.error.ErrorCatalog;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.operation.ServiceSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request is sent again, and after which pause. */
class RetryTest extends WireTest {

    @ParameterizedTest
    @CsvSource({
        // status, repeatability, Retry-After, requests sent in the end
        "408, SAFE, , 4",
        "425, SAFE, , 4",
        "429, SAFE, , 4",
        "500, SAFE, , 4",
        "502, SAFE, , 4",
        "503, SAFE, , 4",
        "504, SAFE, , 4",
        "520, SAFE, , 4",
        "521, SAFE, , 4",
        "524, SAFE, , 4",
        "527, SAFE, , 4",
        "530, SAFE, , 4",
        "544, SAFE, , 4",
        "599, SAFE, , 4",
        "521, IDEMPOTENT, , 4",
        "521, UNSAFE, , 1",
        "524, UNSAFE, 1, 1",
        "500, IDEMPOTENT, , 4",
        "503, IDEMPOTENT, , 4",
        "400, SAFE, , 1",
        "403, SAFE, , 1",
        "404, SAFE, , 1",
        "409, SAFE, , 1",
        "413, SAFE, , 1",
        "422, SAFE, , 1",
        "501, SAFE, , 1",
        "540, SAFE, , 1",
        // An unsafe request is sent again only if the server says that it did nothing, and when to come back.
        "429, UNSAFE, , 1",
        "503, UNSAFE, , 1",
        "500, UNSAFE, 1, 1",
        "502, UNSAFE, 1, 1",
        "429, UNSAFE, 1, 4",
        "503, UNSAFE, 1, 4",
        // Longer than a minute is not waited for.
        "503, SAFE, 61, 1",
        "429, SAFE, 3600, 1",
        // Not a time: as if it were not there.
        "503, SAFE, soon, 4",
        "503, UNSAFE, soon, 1",
    })
    void isSentAgainByStatusAndRepeatability(int status, Repeatability repeatability, String after, int sent) {
        for (int i = 0; i < 4; i++) {
            answer(status, "{\"message\":\"no\"}", after == null ? new String[0] : new String[] {"Retry-After", after});
        }

        assertThatThrownBy(() -> OperationRunner.run(project(), write(repeatability)))
                .isInstanceOf(ApiException.class);

        assertThat(server.getRequestCount()).isEqualTo(sent);
    }

    @Test
    void storagesStatusInTheBodyCounts() {
        answer(400, "{\"statusCode\":\"503\",\"error\":\"x\",\"message\":\"busy\",\"code\":\"SlowDown\"}");
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(project(), read("things.get"))).containsEntry("a", 1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aBodyThatCannotBeReadAgainIsSentOnce() {
        answer(503, "{\"message\":\"no\"}");
        Content once = Content.ofStream(new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> OperationRunner.run(
                        project(),
                        Operation.idempotent(
                                STORAGE,
                                "things.put",
                                d -> Route.put("/thing").body(once).decode(Decoder.json(MAP)))))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("attempts=1");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void pausesGrowAndEndAtEightSeconds() {
        for (int i = 0; i < 9; i++) {
            answer(503, "{\"message\":\"no\"}");
        }

        assertThatThrownBy(() -> OperationRunner.run(project().withOptions(o -> o.maxAttempts(9)), read("things.get")))
                .isInstanceOf(ServerException.class);

        assertThat(timing.waits())
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
    }

    @Test
    void aPauseIsARandomPartOfTheBackOff() {
        timing.chance(0.25);
        answer(503, "{}");
        answer(503, "{}");
        answer(200, "{}");

        assertThat(OperationRunner.run(project(), read("things.get"))).isEmpty();

        assertThat(timing.waits()).extracting(Duration::toNanos).containsExactly(62_500_000L, 125_000_000L);
    }

    @Test
    void waitsAsManySecondsAsTheServerAsks() {
        answer(429, "{\"message\":\"slow down\"}", "Retry-After", "7");
        answer(200, "{}");

        assertThat(OperationRunner.run(project(), read("things.get"))).isEmpty();

        assertThat(timing.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void waitsUntilTheDateThatTheServerNames() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                timing.now().plusSeconds(20).atOffset(ZoneOffset.UTC));
        answer(503, "{}", "Retry-After", date);
        answer(200, "{}");

        assertThat(OperationRunner.run(project(), read("things.get"))).isEmpty();

        assertThat(timing.waits()).hasSize(1);
        assertThat(timing.waits().get(0)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
    }

    @Test
    void tellsTheWaitThatItDidNotTake() {
        answer(429, "{\"message\":\"slow down\"}", "Retry-After", "3600");

        assertThatThrownBy(() -> OperationRunner.run(project(), read("things.get")))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
    }

    @Test
    void doesNotWaitLongerThanAMinute() {
        answer(503, "{}", "Retry-After", "61");

        assertThatThrownBy(() -> OperationRunner.run(
                        project().withOptions(o -> o.timeout(Duration.ofMinutes(10))), read("things.get")))
                .isInstanceOf(ServerException.class);
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    void doesNotWaitBeyondItsTime() {
        answer(503, "{}", "Retry-After", "30");

        assertThatThrownBy(() -> OperationRunner.run(
                        project().withOptions(o -> o.timeout(Duration.ofSeconds(10))), read("things.get")))
                .isInstanceOf(ServerException.class);
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    void aPauseThatOutlastsTheCallIsNotBegun() {
        for (int i = 0; i < 4; i++) {
            answer(503, "{\"message\":\"busy\"}");
        }

        assertThatThrownBy(() -> OperationRunner.run(
                        project().withOptions(o -> o.timeout(Duration.ofMillis(600))), read("things.get")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("busy");
        assertThat(timing.waits()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsTriedAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(project(), read("things.get"))).containsEntry("a", 1);
    }

    @Test
    void anUnsafeRequestThatMayHaveArrivedIsNotSentAgain() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());

        assertThatThrownBy(() -> OperationRunner.run(project(), write(Repeatability.UNSAFE)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isFalse());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anUnsafeRequestThatNeverLeftIsSentAgain() {
        LiveConnection connection = project();
        server.close();

        assertThatThrownBy(() -> OperationRunner.run(connection, write(Repeatability.UNSAFE)))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.requestNotSent()).isTrue());
        assertThat(transport().sent()).isEqualTo(4);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"a\":1,\"b\":\"" + "x".repeat(100_000) + "\"}")
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        answer(200, "{\"a\":2}");

        assertThat(OperationRunner.run(project(), read("things.get"))).containsEntry("a", 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aCodeThatNeverGetsBetterIsNotTriedAgain(int status) {
        ErrorCatalog catalog = new ErrorCatalog() {
            @Override
            public boolean permanent(Failure failure) {
                return failure.code().hasValue("hopeless");
            }
        };
        answer(status, "{\"code\":\"hopeless\",\"message\":\"no\"}");

        Operation<Map<String, Object>> operation = Operation.safe(
                new ServiceSpec(Service.AUTH, catalog),
                "x.get",
                d -> Route.get("/x").decode(Decoder.json(MAP)));
        assertThatThrownBy(() -> OperationRunner.run(project(), operation)).isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void eachAttemptBearsTheSameCallId() throws InterruptedException {
        answer(503, "{}");
        answer(200, "{}");

        assertThat(OperationRunner.run(project(), read("things.get"))).isEmpty();

        List<String> ids = List.of(
                server.takeRequest().getHeaders().get("X-Request-Id"),
                server.takeRequest().getHeaders().get("X-Request-Id"));
        assertThat(ids.get(0)).isNotBlank().isEqualTo(ids.get(1));
    }

    @Test
    void aStudiosFlat500IsNotTriedAgain() {
        answer(500, "{\"error\":{\"message\":\"Internal Server Error\"}}");

        assertThatThrownBy(() -> OperationRunner.run(platformProject(), read("things.get")))
                .isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
