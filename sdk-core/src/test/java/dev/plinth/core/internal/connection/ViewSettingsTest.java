package dev.plinth.core.internal.connection;

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
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.operation.Decoder;
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
                o -> o.maxConnectionsPerHost(1).timeout(Duration.ofSeconds(15)));

        assertThat(OperationRunner.run(connection, read("first"))).containsEntry("a", 1);
        assertThat(OperationRunner.run(connection, read("second"))).containsEntry("a", 2);
    }

    @Test
    void aViewsHeaderGoesAlong() throws InterruptedException {
        answer(200, "{}");

        OperationRunner.run(project().withOptions(o -> o.header("x-tenant", "a")), read("x"));

        assertThat(server.takeRequest().getHeaders().get("x-tenant")).isEqualTo("a");
    }

    @Test
    void aViewLeavesTheOtherAsItIs() throws InterruptedException {
        answer(200, "{}");
        LiveConnection connection = project();
        connection.withOptions(o -> o.header("x-tenant", "a"));

        OperationRunner.run(connection, read("x"));

        assertThat(server.takeRequest().getHeaders().get("x-tenant")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "apikey", "HOST", "Content-Length"})
    void aViewCannotSetWhatTheCredentialSets(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> project().withOptions(o -> o.header(header, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "\u0000", "ü\u1234", "caf\u00e9"})
    void aBrokenHeaderValueIsRefusedWithoutQuotingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> project().withOptions(o -> o.header("x-a", value)))
                .withMessageContaining("x-a")
                .withMessageNotContaining(value);
    }

    @Test
    void limitsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> project().withOptions(o -> o.maxAttempts(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> project().withOptions(o -> o.timeout(Duration.ZERO)));
    }

    @Test
    void aCallThatTakesTooLongIsATimeout() {
        server.enqueue(stall());

        assertThatThrownBy(() -> OperationRunner.run(
                        project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofMillis(150))),
                        read("things.get")))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("timed out after 150 ms");
    }

    @Test
    void ofAStreamOnlyTheHeadIsLimited() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(120))
                .throttleBody(10, 100, TimeUnit.MILLISECONDS)
                .build());
        LiveConnection connection = project(ApiKey.of(SERVICE_JWT), timing, o -> o.timeout(Duration.ofMillis(200)));

        try (HttpResponse response = connection.http().execute(HttpRequest.of("GET", "/slow"))) {
            timing.pass(Duration.ofHours(1));
            assertThat(response.body().readAllBytes()).hasSize(120);
        }
    }

    @Test
    void theHeadOfAStreamIsLimited() {
        server.enqueue(stall());
        LiveConnection connection =
                project(ApiKey.of(SERVICE_JWT), Timing.SYSTEM, o -> o.timeout(Duration.ofMillis(150)));

        assertThatThrownBy(() -> connection
                        .http()
                        .execute(HttpRequest.of("GET", "/slow"))
                        .close())
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
                o -> o.transport(OkHttpTransport.of(impatient)).maxAttempts(1));

        assertThatThrownBy(() -> OperationRunner.run(connection, read("x")))
                .isInstanceOf(TransportException.class)
                .isNotInstanceOf(CallTimeoutException.class)
                .hasMessageContaining("idle timeout");
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

        OperationRunner.run(connection, read("x"));
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

        assertThatThrownBy(() -> OperationRunner.run(project(), read("x")))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void aRequestOfOnesOwnIsAuthorizedAndAnsweredWhateverTheStatus() throws InterruptedException {
        answer(404, "{\"message\":\"nope\"}");

        try (HttpResponse response = project()
                .http()
                .execute(HttpRequest.of("GET", "/rest/v1/table?select=*").header("Accept", "text/csv"))) {
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
