package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.CallRecord;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of calls, to observers and afterwards. */
class ObserverTest extends WireTest {

    private final List<String> told = new ArrayList<>();
    private final CallObserver observer = new CallObserver() {
        @Override
        public void started(CallEvent call) {
            told.add("started " + call.operation());
        }

        @Override
        public void attempted(CallEvent attempt) {
            told.add("attempt " + attempt.attempt() + " " + attempt.status().orElse(0));
        }

        @Override
        public void finished(CallEvent call) {
            told.add("finished " + call.attempt() + " " + call.status().orElse(0)
                    + call.failure()
                            .map(f -> " " + f.getClass().getSimpleName())
                            .orElse(""));
        }
    };

    @Test
    void seesOneCallWithItsAttempts() {
        answer(503, "{}");
        answer(400, "{\"statusCode\":\"404\",\"message\":\"x\"}");
        LiveConnection connection = project().withOptions(o -> o.observer(observer));

        assertThatThrownBy(() -> OperationRunner.run(connection, read("things.get")));

        assertThat(told).containsExactly("started things.get", "attempt 1 503", "attempt 2 404", "finished 2 404");
    }

    @Test
    void seesACallWithoutAnAnswer() {
        LiveConnection connection =
                project().withOptions(o -> o.observer(observer).maxAttempts(1));
        server.close();

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x")));

        assertThat(told).containsExactly("started x", "attempt 1 0", "finished 1 0 TransportException");
    }

    @Test
    void aStreamedAnswerIsFinishedWhenItIsClosed() {
        answer(200, "hello");
        LiveConnection connection = project().withOptions(o -> o.observer(observer));

        try (HttpResponse response = connection.http().execute(HttpRequest.of("GET", "/x"))) {
            assertThat(told).containsExactly("started http.get", "attempt 1 200");
            assertThat(response.body()).hasContent("hello");
        }

        assertThat(told).last().isEqualTo("finished 1 200");
    }

    @Test
    void anObserverThatThrowsBreaksNothing() {
        answer(200, "{\"a\":1}");
        LiveConnection connection = project()
                .withOptions(o -> o.observer(new CallObserver() {
                    @Override
                    public void started(CallEvent call) {
                        throw new IllegalStateException("on purpose");
                    }
                }));

        assertThat(OperationRunner.run(connection, read("x"))).containsEntry("a", 1);
    }

    @Test
    void keepsTheLastCallsAsCommands() {
        for (int i = 0; i < 3; i++) {
            answer(200, "{}");
        }
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), timing, o -> o.callHistorySize(2));

        OperationRunner.run(connection, read("first"));
        OperationRunner.run(connection, read("second"));
        OperationRunner.run(
                connection,
                Operation.unsafe(
                        AUTH,
                        "third",
                        d -> Route.post("/users")
                                .json(Map.of("password", Secret.of("geheim")))
                                .decode(Decoder.json(MAP))));

        assertThat(connection.callHistory())
                .extracting(c -> c.event().operation())
                .containsExactly("second", "third");
        assertThat(connection.callHistory().get(1).curl())
                .startsWith("curl -X POST '" + url() + "/auth/v1/users'")
                .doesNotContain("geheim", SERVICE_JWT);
    }

    @Test
    void keepsNothingUnlessAsked() {
        answer(200, "{}");
        LiveConnection connection = project();

        OperationRunner.run(connection, read("x"));

        assertThat(connection.callHistory()).isEqualTo(List.<CallRecord>of());
    }

    @Test
    void sendsWhoItIs() throws InterruptedException {
        answer(200, "{}");
        OperationRunner.run(
                platform(url(), AccessToken.of(USER_JWT), o -> o.userAgent("shop/1.2"))
                        .project("ref1"),
                read("x"));

        var headers = server.takeRequest().getHeaders();
        assertThat(headers.get("User-Agent")).matches("shop/1\\.2 plinth-java/\\d+\\.\\d+\\S* \\(Java \\d+\\)");
        assertThat(headers.get("X-Client-Info")).matches("plinth-java/\\d+\\.\\d+\\S*");
        assertThat(headers.get("Accept")).isEqualTo("application/json");
    }
}
