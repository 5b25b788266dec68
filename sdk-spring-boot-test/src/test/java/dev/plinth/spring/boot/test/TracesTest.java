package dev.plinth.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with OpenTelemetry, as Spring Boot sets it up. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.test.observability.auto-configure=true", "management.tracing.sampling.probability=1.0"})
@LocalPlatformTest
class TracesTest {
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service");

    @TestConfiguration(proxyBeanMethods = false)
    static class Exporter {
        @Bean
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Autowired
    Project project;

    @Autowired
    InMemorySpanExporter exporter;

    @Autowired
    SdkTracerProvider tracers;

    @Value("${local.server.port}")
    int port;

    @Test
    void callsInAControllerAreInTheTraceOfItsRequest() throws Exception {
        project.buckets().create("notes");
        project.auth().signUp("ada@example.com", "correct horse");
        String token = project.auth()
                .signInWithPassword("ada@example.com", "correct horse")
                .accessToken()
                .reveal();
        spans();
        exporter.reset();

        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/notes"))
                .header("Authorization", "Bearer " + token)
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(status).isEqualTo(200);
        SpanData served = only(spans(), SpanKind.SERVER);
        List<SpanData> ofPlinth = spans().stream()
                .filter(span -> span.getAttributes().get(SERVICE) != null)
                .toList();
        assertThat(ofPlinth)
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(served.getTraceId()));
        assertThat(only(ofPlinth, SpanKind.CLIENT).getParentSpanId())
                .isEqualTo(only(ofPlinth, SpanKind.INTERNAL).getSpanId());
    }

    private List<SpanData> spans() {
        tracers.forceFlush().join(1, TimeUnit.MINUTES);
        return exporter.getFinishedSpanItems();
    }

    private static SpanData only(List<SpanData> spans, SpanKind kind) {
        List<SpanData> found =
                spans.stream().filter(span -> span.getKind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
