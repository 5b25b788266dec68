package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.AccessToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Plays what control planes answered, or what their pages say that they answer. */
final class ControlPlaneOnTheWire implements AutoCloseable {

    static final String ANON = jwt("anon");
    static final String SERVICE = jwt("service_role");

    private final MockWebServer server = new MockWebServer();
    private final Platform platform;

    ControlPlaneOnTheWire() throws IOException {
        server.start();
        platform = Platform.connect(server.url("/").toString(), AccessToken.of(jwt("authenticated")));
    }

    Platform platform() {
        return platform;
    }

    Project project() {
        return platform.project("default");
    }

    /** Answers the next request as a Studio once did. */
    ControlPlaneOnTheWire plays(String name) {
        JsonNode response = recording(name).path("response");
        String body = response.path("body").asText("");
        return answers(
                response.path("status").asInt(),
                response.path("headers").path("content-type").asText(),
                body.replace("<ANON_JWT>", ANON).replace("<SERVICE_JWT>", SERVICE));
    }

    ControlPlaneOnTheWire answers(int status, String json) {
        return answers(status, "application/json", json);
    }

    private ControlPlaneOnTheWire answers(int status, String type, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(body)
                .build());
        return this;
    }

    /** Returns method, path and query of the next request. */
    String sent() {
        return request().getMethod() + " " + lastTarget;
    }

    private String lastTarget = "";

    RecordedRequest request() {
        try {
            RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            lastTarget = request.getTarget();
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int requests() {
        return server.getRequestCount();
    }

    private static JsonNode recording(String name) {
        try (InputStream in = ControlPlaneOnTheWire.class.getResourceAsStream("/recordings.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode recording = new JsonMapper().readTree(line);
                if (recording.path("name").asText().equals(name)) {
                    return recording;
                }
            }
            throw new IllegalArgumentException(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jwt(String role) {
        String payload = "{\"role\":\"" + role + "\"}";
        return "header."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    @Override
    public void close() {
        platform.close();
        server.close();
    }
}
