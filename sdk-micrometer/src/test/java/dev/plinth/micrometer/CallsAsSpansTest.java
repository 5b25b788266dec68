package dev.plinth.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.TransportException;
import dev.plinth.storage.Download;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With OpenTelemetry through Micrometer's bridge, as an application is set up. */
class CallsAsSpansTest {
    @RegisterExtension
    static final LocalPlatformExtension extension = LocalPlatformExtension.create();

    private final LocalPlatform platform = extension.platform();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry registry = registry();
    private final MicrometerCallObserver observer = MicrometerCallObserver.of(registry);
    private final Project project = project(platform.projectUrl());

    private Project project(String url) {
        return Project.connect(url, ApiKey.of(platform.serviceKey()), o -> o.observer(observer));
    }

    private ObservationRegistry registry() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        io.opentelemetry.api.trace.Tracer otel = provider.get("test");
        OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
        ObservationRegistry observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(meters))
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
        return observations;
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(observer).hasToString("MicrometerCallObserver[0 calls in progress]");
        project.close();
    }

    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    private List<SpanData> attempts() {
        return spans().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
    }

    private SpanData call() {
        List<SpanData> calls = spans().stream()
                .filter(span -> span.getKind() == SpanKind.INTERNAL)
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void aCallWithTwoAttemptsIsASpanWithTwoChildren() {
        platform.faults().add(Fault.on("GET", "/auth/v1/settings").status(503).times(1));

        project.auth().getSettings();

        SpanData call = call();
        assertThat(call.getName()).isEqualTo("auth.get-settings");
        assertThat(attribute(call, "operation")).isEqualTo("auth.getSettings");
        assertThat(attempts())
                .hasSize(2)
                .allSatisfy(attempt -> {
                    assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
                    assertThat(attempt.getTraceId()).isEqualTo(call.getTraceId());
                    assertThat(attempt.getName()).isEqualTo("http get");
                })
                .extracting(attempt -> attribute(attempt, "attempt") + " " + attribute(attempt, "status"))
                .containsExactly("1 503", "2 200");
    }

    @Test
    void theServerReceivesTheSpanOfEachAttempt() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse(503, Headers.of("Retry-After", "0"), "{}"));
            server.enqueue(new MockResponse(200, Headers.of("Content-Type", "application/json"), "[]"));
            server.start();
            try (Project project = project(server.url("/").toString())) {
                project.buckets().list().toList();
            }

            assertThat(attempts())
                    .hasSize(2)
                    .extracting(attempt -> "00-" + attempt.getTraceId() + "-" + attempt.getSpanId() + "-01")
                    .containsExactly(traceparent(server), traceparent(server));
        }
    }

    private static String traceparent(MockWebServer server) throws InterruptedException {
        return server.takeRequest().getHeaders().get("traceparent");
    }

    @Test
    void theSpanOfACallHasAnEventForEachAttempt() {
        platform.faults().add(Fault.on("GET", "/auth/v1/settings").status(503).times(1));

        project.auth().getSettings();

        assertThat(call().getEvents())
                .extracting(EventData::getName)
                .containsExactly("attempt 1: 503", "attempt 2: 200");
    }

    @Test
    void theBucketIsAnAttributeOfSpansAndNoTagOfMetrics() {
        project.buckets().create("avatars");
        exporter.reset();
        project.bucket("avatars").upload("a.txt", Content.ofString("a"));

        assertThat(spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(attribute(span, "bucket")).isEqualTo("avatars"));
        assertThat(meters.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTag("bucket")).isNull());
    }

    @Test
    void aCallIsAChildOfTheObservationThatIsCurrent() {
        Observation request = Observation.start("http.server.requests", registry);
        try (Observation.Scope scope = request.openScope()) {
            assertThat(scope).isNotNull();
            project.auth().getSettings();
        }
        request.stop();

        SpanData outer = spans().stream()
                .filter(span -> span.getName().equals("http.server.requests"))
                .findFirst()
                .orElseThrow();
        assertThat(spans())
                .filteredOn(span -> span.getName().equals("auth.get-settings"))
                .singleElement()
                .satisfies(span -> {
                    assertThat(span.getParentSpanId()).isEqualTo(outer.getSpanId());
                    assertThat(attempts())
                            .singleElement()
                            .satisfies(attempt ->
                                    assertThat(attempt.getParentSpanId()).isEqualTo(span.getSpanId()));
                });
    }

    @Test
    void aStreamEndsItsSpanWhenItIsClosed() {
        project.buckets().create("avatars");
        project.bucket("avatars").upload("a.txt", Content.ofString("a"));
        exporter.reset();

        try (Download download = project.bucket("avatars").download("a.txt")) {
            assertThat(spans()).extracting(SpanData::getKind).containsExactly(SpanKind.CLIENT);
            assertThat(download.body()).hasContent("a");
        }

        assertThat(call().hasEnded()).isTrue();
    }

    @Test
    void aCallWithoutAResponseIsAnError() {
        platform.faults().add(Fault.on("GET", "/auth/v1/settings").dropAfterWork());

        assertThatThrownBy(
                        () -> project.withOptions(o -> o.maxAttempts(1)).auth().getSettings())
                .isInstanceOf(TransportException.class);

        assertThat(spans()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(attribute(span, "outcome")).isEqualTo("UNKNOWN");
        });
    }

    @Test
    void aResponseWithAnErrorHasItsStatus() {
        assertThatThrownBy(() -> project.buckets().get("missing")).isInstanceOf(NotFoundException.class);

        assertThat(attribute(call(), "outcome")).isEqualTo("CLIENT_ERROR");
    }

    @Test
    void anOwnTraceparentIsNotReplaced() throws Exception {
        String own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse(200, Headers.of("Content-Type", "application/json"), "[]"));
            server.start();
            try (Project project = project(server.url("/").toString())) {
                project.withOptions(o -> o.header("traceparent", own))
                        .buckets()
                        .list()
                        .toList();
            }

            assertThat(traceparent(server)).isEqualTo(own);
            assertThat(attempts()).hasSize(1);
        }
    }
}
