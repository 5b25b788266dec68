package dev.plinth.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallTimeoutException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of views and connections, at work. */
class ViewSettingsTest extends WireTest {

    @Test
    void aCallThatEndedGivesItsPlaceAtTheHostToTheNext() {
        answer(200, "{\"a\":1}");
        answer(200, "{\"a\":2}");
        LiveConnection connection = project(
                ApiKey.of(SERVICE_JWT),
                Timing.SYSTEM,
                o -> o.connectionsPerHost(1).timeout(Duration.ofSeconds(15)));

        assertThat(connection.run(read("first"))).containsEntry("a", 1);
        assertThat(connection.run(read("second"))).containsEntry("a", 2);
    }

    @Test
    void aViewsHeaderGoesAlong() throws InterruptedException {
        answer(200, "{}");

        project().with(o -> o.header("x-tenant", "a")).run(read("x"));

        assertThat(server.takeRequest().getHeaders().get("x-tenant")).isEqualTo("a");
    }

    @Test
    void aViewLeavesTheOtherAsItIs() throws InterruptedException {
        answer(200, "{}");
        LiveConnection connection = project();
        connection.with(o -> o.header("x-tenant", "a"));

        connection.run(read("x"));

        assertThat(server.takeRequest().getHeaders().get("x-tenant")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "apikey", "HOST", "Content-Length"})
    void aViewCannotSetWhatTheCredentialSets(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> project().with(o -> o.header(header, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "\u0000", "ü\u1234", "caf\u00e9"})
    void aBrokenHeaderValueIsRefusedWithoutQuotingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> project().with(o -> o.header("x-a", value)))
                .withMessageContaining("x-a")
                .withMessageNotContaining(value);
    }

    @Test
    void limitsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> project().with(o -> o.attempts(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> project().with(o -> o.timeout(Duration.ZERO)));
    }

    @Test
    void aCallThatTakesTooLongIsATimeout() {
        server.enqueue(stall());

        assertThatThrownBy(() -> project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofMillis(150)))
                        .run(read("things.get")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("took longer than its 150 ms");
    }

    @Test
    void ofAStreamOnlyTheHeadIsLimited() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(120))
                .throttleBody(10, 100, TimeUnit.MILLISECONDS)
                .build());
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), timing, o -> o.timeout(Duration.ofMillis(200)));

        try (HttpResponse response = connection.http().send(HttpRequest.of("GET", "/slow"))) {
            timing.pass(Duration.ofHours(1));
            assertThat(response.body().readAllBytes()).hasSize(120);
        }
    }

    @Test
    void theHeadOfAStreamIsLimited() {
        server.enqueue(stall());
        LiveConnection connection =
                project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofMillis(150)));

        assertThatThrownBy(() ->
                        connection.http().send(HttpRequest.of("GET", "/slow")).close())
                .isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void aWireThatStandsStillIsGivenUp() {
        server.enqueue(stall());
        OkHttpClient impatient =
                new OkHttpClient.Builder().readTimeout(Duration.ofMillis(100)).build();
        LiveConnection connection = project(
                ApiKey.of(SERVICE_JWT),
                Timing.SYSTEM,
                o -> o.transport(OkHttpTransport.of(impatient)).attempts(1));

        assertThatThrownBy(() -> connection.run(read("x")))
                .isInstanceOf(TransportException.class)
                .isNotInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("stall");
    }

    @Test
    void yourOwnClientIsSentThrough() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.incrementAndGet();
                    return chain.proceed(
                            chain.request().newBuilder().header("x-own", "1").build());
                })
                .build();
        answer(200, "{}");
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), timing, o -> o.transport(OkHttpTransport.of(own)));

        connection.run(read("x"));
        connection.close();

        assertThat(seen).hasValue(1);
        assertThat(server.takeRequest().getHeaders().get("x-own")).isEqualTo("1");
        assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsTooLargeForJsonIsRefused() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"a\":\"" + "x".repeat((int) Decoder.LARGEST_JSON) + "\"}")
                .build());

        assertThatThrownBy(() -> project().run(read("x")))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void aRequestOfOnesOwnIsAuthorizedAndAnsweredWhateverTheStatus() throws InterruptedException {
        answer(404, "{\"message\":\"nope\"}");

        try (HttpResponse response = project()
                .http()
                .send(HttpRequest.of("GET", "/rest/v1/table?select=*").header("Accept", "text/csv"))) {
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.failure().orElseThrow().message()).isEqualTo("nope");
            assertThat(response.body()).hasContent("{\"message\":\"nope\"}");
        }
        var request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/rest/v1/table?select=*");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("text/csv");
        assertThat(request.getHeaders().get("apikey")).isEqualTo(SERVICE_JWT);
    }

    private static MockResponse stall() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }
}
