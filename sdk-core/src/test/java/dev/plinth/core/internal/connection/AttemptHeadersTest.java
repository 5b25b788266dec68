package dev.plinth.core.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.AttemptHeaders;
import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.http.HttpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that observers add to attempts. */
class AttemptHeadersTest extends WireTest {

    private final List<String> told = new ArrayList<>();

    private static CallObserver adding(BiConsumer<CallEvent, AttemptHeaders> action) {
        return new CallObserver() {
            @Override
            public void attempting(CallEvent attempt, AttemptHeaders headers) {
                action.accept(attempt, headers);
            }
        };
    }

    private LiveConnection observed(CallObserver... observers) {
        LiveConnection connection = project();
        for (CallObserver observer : observers) {
            connection = connection.withOptions(o -> o.observer(observer));
        }
        return connection;
    }

    private Headers sent() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        return request.getHeaders();
    }

    @Test
    void eachAttemptSendsItsOwn() throws InterruptedException {
        answer(503, "{}");
        answer(200, "{}");
        OperationRunner.run(
                observed(adding((attempt, headers) -> headers.set("traceparent", "span-" + attempt.attempt()))),
                read("x"));

        assertThat(sent().values("traceparent")).containsExactly("span-1");
        assertThat(sent().values("traceparent")).containsExactly("span-2");
    }

    @Test
    void anAttemptDoesNotInheritThoseOfTheOneBefore() throws InterruptedException {
        answer(503, "{}");
        answer(200, "{}");
        OperationRunner.run(
                observed(adding((attempt, headers) -> {
                    if (attempt.attempt() == 1) {
                        headers.set("traceparent", "first");
                    }
                })),
                read("x"));

        assertThat(sent().get("traceparent")).isEqualTo("first");
        assertThat(sent().get("traceparent")).isNull();
    }

    @Test
    void theLastObserverWins() throws InterruptedException {
        answer(200, "{}");
        OperationRunner.run(
                observed(
                        adding((attempt, headers) ->
                                headers.set("traceparent", "a").set("tracestate", "a")),
                        adding((attempt, headers) -> headers.set("Traceparent", "b"))),
                read("x"));

        Headers headers = sent();
        assertThat(headers.values("traceparent")).containsExactly("b");
        assertThat(headers.values("tracestate")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "apikey",
                "Cookie",
                "Proxy-Authorization",
                "X-Amz-Security-Token",
                "x-signature",
                "Host",
                "Content-Length",
                "Content-Type",
                "Transfer-Encoding",
                "Connection",
                "Expect",
                "Range",
                "If-None-Match",
                "X-HTTP-Method-Override",
                "X-Request-Id",
                "Accept",
                "X-Own"
            })
    void whatPlinthOrTheProgramSendsIsNotReplaced(String name) throws InterruptedException {
        answer(200, "{}");
        List<Throwable> refusals = new ArrayList<>();
        CallObserver observer = adding((attempt, headers) -> {
            try {
                headers.set(name, "replaced");
            } catch (IllegalArgumentException e) {
                refusals.add(e);
            }
        });
        OperationRunner.run(observed(observer).withOptions(o -> o.header("X-Own", "mine")), read("x"));

        assertThat(sent().values(name)).doesNotContain("replaced");
        assertThat(refusals).singleElement().satisfies(e -> assertThat(e).hasMessageContaining(name));
    }

    @Test
    void aValueCannotContainAnotherHeader() throws InterruptedException {
        answer(200, "{}");
        OperationRunner.run(
                observed(adding((attempt, headers) -> {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> headers.set("baggage", "a=1\r\nAuthorization: Bearer x"))
                            .withMessageContaining("baggage")
                            .withMessageNotContaining("Bearer");
                    assertThatIllegalArgumentException().isThrownBy(() -> headers.set("baggage", "a\u0000"));
                    assertThatIllegalArgumentException().isThrownBy(() -> headers.set("baggage", "\u00e9"));
                    assertThatIllegalArgumentException().isThrownBy(() -> headers.set("a\r\nb", "1"));
                    assertThatIllegalArgumentException().isThrownBy(() -> headers.set("", "1"));
                    told.add("checked");
                })),
                read("x"));

        assertThat(told).containsExactly("checked");
        assertThat(sent().get("baggage")).isNull();
    }

    @Test
    void anObserverThatThrowsBreaksNothing() throws InterruptedException {
        answer(200, "{\"a\":1}");
        CallObserver hostile = adding((attempt, headers) -> {
            headers.set("x-before", "1");
            throw new AssertionError("on purpose");
        });
        CallObserver wrong = adding((attempt, headers) -> headers.set(null, null));
        CallObserver good = adding((attempt, headers) -> headers.set("traceparent", "good"));

        assertThat(OperationRunner.run(observed(hostile, wrong, good), read("x")))
                .containsEntry("a", 1);
        assertThat(sent().get("traceparent")).isEqualTo("good");
    }

    @Test
    void setLaterTheyHaveNoEffect() throws InterruptedException {
        answer(503, "{}");
        answer(200, "{}");
        List<AttemptHeaders> kept = new ArrayList<>();
        OperationRunner.run(
                observed(adding((attempt, headers) -> {
                    kept.forEach(old -> old.set("x-late", "1"));
                    kept.add(headers);
                })),
                read("x"));

        assertThat(sent().get("x-late")).isNull();
        assertThat(sent().get("x-late")).isNull();
    }

    @Test
    void theHistoryShowsTheCallAsTheProgramMadeIt() {
        answer(200, "{}");
        CallObserver observer = adding((attempt, headers) -> headers.set("traceparent", "1"));
        LiveConnection connection = project(
                ApiKey.of(SERVICE_JWT), timing, o -> o.callHistorySize(1).observer(observer));
        OperationRunner.run(connection.withOptions(o -> o.header("x-own", "1")), read("x"));

        assertThat(connection.callHistory().get(0).curl()).contains("x-own").doesNotContain("traceparent");
    }

    @Test
    void theEndOfAnAttemptIsToldAlsoOfAnError() {
        HttpTransport broken = (request, call) -> {
            throw new StackOverflowError("on purpose");
        };
        CallObserver observer = new CallObserver() {
            @Override
            public void attempting(CallEvent attempt, AttemptHeaders headers) {
                told.add("attempting " + attempt.attempt());
            }

            @Override
            public void attempted(CallEvent attempt) {
                told.add("attempted "
                        + attempt.failure().orElseThrow().getClass().getSimpleName());
            }
        };
        LiveConnection connection =
                project(ApiKey.of(SERVICE_JWT), timing, o -> o.transport(broken).observer(observer));

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x"))).isInstanceOf(StackOverflowError.class);

        assertThat(told).containsExactly("attempting 1", "attempted StackOverflowError");
    }

    @Test
    void theEventHasTheBucket() {
        answer(200, "{}");
        answer(200, "{}");
        CallObserver observer =
                adding((attempt, headers) -> told.add(attempt.bucket().orElse("none")));
        OperationRunner.run(observed(observer), read("x").context("bucket", "avatars"));
        OperationRunner.run(observed(observer), read("x").context("user", "u1"));

        assertThat(told).containsExactly("avatars", "none");
    }
}
