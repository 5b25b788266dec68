package dev.plinth.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.replay.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program prints to standard error while it runs. */
class DiagnosticsTest {
    @TempDir
    private Path folder;

    @Test
    void printsTheStackTraceOfAnInternalError() throws Exception {
        String errors = errorsOfABrokenUpload();

        assertThat(errors)
                .startsWith("plinth-local-platform: internal error in POST /storage/v1/object/b/x\n")
                .contains("\tat dev.plinth.testkit.");
    }

    @Test
    void quietPrintsNoStackTrace() throws Exception {
        assertThat(errorsOfABrokenUpload("--quiet")).isEmpty();
    }

    @Test
    void logPrintsALineForEachRequestWithoutSecrets() throws Exception {
        try (Program program = Program.start("|", "--json", "--log")) {
            JsonNode ready = program.ready();
            send(ready, "GET", "/storage/v1/bucket", null);
            send(ready, "GET", "/auth/v1/verify?type=signup&token=verysecret", null);
            program.process().toHandle().destroy();

            assertThat(program.errors().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .matches("[0-9T:.-]+Z localplatformproject GET /storage/v1/bucket 200 [0-9]+\\.[0-9] ms");
        }
    }

    @Test
    void logMasksSecretsInTheQuery() throws Exception {
        try (Program program = Program.start("|", "--json", "--log")) {
            JsonNode ready = program.ready();
            send(ready, "GET", "/auth/v1/verify?type=signup&token=verysecret", null);
            program.process().toHandle().destroy();

            assertThat(program.errors()).contains("type=signup&token=****").doesNotContain("verysecret");
        }
    }

    @Test
    void printsNothingAboutAClientThatGoesAway() throws Exception {
        try (Program program = Program.start("|", "--json")) {
            JsonNode ready = program.ready();
            send(ready, "POST", "/storage/v1/bucket", "{\"name\":\"b\"}");
            try (var socket = RawHttp.open(ready.path("projectUrl").asText())) {
                String head = "POST /storage/v1/object/b/x HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n"
                        + "Authorization: Bearer " + ready.path("serviceKey").asText() + "\r\n\r\nhalf";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
            send(ready, "GET", "/storage/v1/bucket", null);
            program.process().toHandle().destroy();

            assertThat(program.errors()).isEmpty();
        }
    }

    /** A program whose directory for contents was replaced by a file: an upload cannot be stored. */
    private String errorsOfABrokenUpload(String... options) throws Exception {
        Path data = folder.resolve("data");
        List<String> all = new ArrayList<>(List.of("|", "--json", "--data", data.toString()));
        all.addAll(List.of(options));
        try (Program program = Program.start(all.toArray(String[]::new))) {
            JsonNode ready = program.ready();
            send(ready, "POST", "/storage/v1/bucket", "{\"name\":\"b\"}");
            Path project = data.resolve(ready.path("projectRef").asText());
            Files.move(project, data.resolve("moved"));
            Files.writeString(project, "");
            assertThat(send(ready, "POST", "/storage/v1/object/b/x", "content").status())
                    .isEqualTo(500);
            program.process().toHandle().destroy();
            return program.errors();
        }
    }

    private static RawHttp.Answer send(JsonNode ready, String method, String path, String body) throws Exception {
        List<Map.Entry<String, String>> headers = List.of(
                Map.entry("Authorization", "Bearer " + ready.path("serviceKey").asText()),
                Map.entry("Content-Type", path.endsWith("bucket") ? "application/json" : "text/plain"));
        return RawHttp.send(
                ready.path("projectUrl").asText(),
                method,
                path,
                headers,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }
}
