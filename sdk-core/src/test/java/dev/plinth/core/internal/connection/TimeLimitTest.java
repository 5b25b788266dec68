package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.Content;
import dev.plinth.core.TransportException;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call's time reaches over. */
class TimeLimitTest extends WireTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theBodyOfAnUploadMayTakeLongerThanTheCall() {
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(project().withOptions(o -> o.timeout(LIMIT)), upload(new SlowContent())))
                .containsEntry("a", 1);
    }

    @Test
    void afterALongBodyThereIsTimeToTryAgain() {
        answer(503, "{}");
        answer(200, "{\"a\":1}");

        assertThat(OperationRunner.run(project().withOptions(o -> o.timeout(LIMIT)), upload(new SlowContent())))
                .containsEntry("a", 1);
    }

    @Test
    void aConnectionCutAfterALongBodyIsNoTimeout() {
        server.enqueue(cut());

        assertThatThrownBy(() -> OperationRunner.run(
                        project().withOptions(o -> o.timeout(LIMIT).maxAttempts(1)), upload(new SlowContent())))
                .isInstanceOf(TransportException.class)
                .isNotInstanceOf(CallTimeoutException.class);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theWaitForTheAnswerToALongBodyIsLimited() {
        server.enqueue(stall());

        assertThatThrownBy(() -> OperationRunner.run(
                        project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofMillis(150))),
                        upload(Content.ofString("x"))))
                .isInstanceOf(CallTimeoutException.class);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachCallEndsAtItsOwnLimit() {
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.maxAttempts(1));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int limit = 500; limit >= 100; limit -= 50) {
            server.enqueue(stall());
            Duration own = Duration.ofMillis(limit);
            calls.add(
                    connection.async(c -> OperationRunner.run(c.withOptions(o -> o.timeout(own)), read("things.get"))));
        }

        for (CompletableFuture<?> call : calls) {
            assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
        }
    }

    private static Operation<Map<String, Object>> upload(Content content) {
        return Operation.idempotent(
                STORAGE, "things.upload", d -> Route.put("/thing").body(content).decode(Decoder.json(MAP)));
    }

    private static MockResponse stall() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }

    private static MockResponse cut() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** Takes an hour of the test's clock to write. */
    private final class SlowContent implements Content {

        @Override
        public OptionalLong length() {
            return OptionalLong.of(2);
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            timing.pass(Duration.ofHours(1));
            out.write("ab".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
