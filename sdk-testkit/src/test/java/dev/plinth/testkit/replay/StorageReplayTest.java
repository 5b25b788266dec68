package dev.plinth.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Policy.Operation;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends what was recorded with the real Storage server, and compares what this one answers. */
class StorageReplayTest {
    private static final List<String> FILES = List.of(
            "buckets",
            "objects_upload",
            "objects_read",
            "objects_list",
            "objects_list_v2",
            "objects_move_copy_delete",
            "signed_urls",
            "tus",
            "object_keys");
    private static final List<String> HEADERS = List.of(
            "content-type",
            "etag",
            "cache-control",
            "content-range",
            "accept-ranges",
            "content-disposition",
            "location",
            "upload-offset",
            "upload-length",
            "upload-defer-length",
            "upload-metadata",
            "tus-resumable",
            "tus-complete",
            "tus-version",
            "tus-extension",
            "tus-max-size",
            "x-robots-tag",
            "access-control-allow-origin",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Recorded exchanges were more than a millisecond apart, which is how exactly list v2 sorts by time. */
    private static final Duration APART = Duration.ofMillis(2);

    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Learned learned = new Learned();

    @TempDir
    private Path data;

    @Test
    void answersAsTheRecordedServerDid() throws IOException {
        Map<String, String> exceptions = Recordings.exceptions("exceptions");
        Set<String> differing = new LinkedHashSet<>();
        List<String> unexplained = new ArrayList<>();
        int exchanges = 0;
        try (LocalPlatform platform = platform()) {
            System.out.printf("%-26s %9s %6s %8s%n", "file", "exchanges", "equal", "excepted");
            for (String file : FILES) {
                int before = exchanges;
                int differences = differing.size() + unexplained.size();
                for (JsonNode exchange : exchanges(file)) {
                    exchanges++;
                    String name = file + " " + exchange.path("name").asText();
                    String difference = difference(platform, exchange);
                    if (!difference.isEmpty() && exceptions.containsKey(name)) {
                        differing.add(name);
                    } else if (!difference.isEmpty()) {
                        unexplained.add(name + ": " + difference);
                    }
                }
                int found = differing.size() + unexplained.size() - differences;
                System.out.printf("%-26s %9d %6d %8d%n", file, exchanges - before, exchanges - before - found, found);
            }
        }
        int equal = exchanges - differing.size() - unexplained.size();
        System.out.printf("%d of %d equal (%.1f %%)%n", equal, exchanges, 100.0 * equal / exchanges);

        assertThat(unexplained).isEmpty();
        assertThat(differing).as("every exception is still one").isEqualTo(exceptions.keySet());
        assertThat(exchanges).isEqualTo(821);
        assertThat(100.0 * equal / exchanges).isGreaterThanOrEqualTo(98.0);
    }

    /** The row-level rules of the recorded server, in this one's language. */
    private LocalPlatform platform() {
        return LocalPlatform.builder()
                .data(data)
                .policy(Policy.all("rls", "authenticated", "{uid}/**"))
                .policy(new Policy("rls", "authenticated", Set.of(Operation.INSERT), "drop/**"))
                .policy(new Policy("rls", "*", Set.of(Operation.SELECT), "open/**"))
                .start();
    }

    private String difference(LocalPlatform platform, JsonNode exchange) throws IOException {
        prepare(platform, exchange.path("name").asText());
        JsonNode request = exchange.path("request");
        JsonNode recorded = exchange.path("response");
        Tokens tokens = new Tokens(platform.jwtSecret());
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : request.path("headers").properties()) {
            if (!header.getKey().equalsIgnoreCase("content-length")
                    && !header.getKey().equalsIgnoreCase("host")) {
                String value = header.getValue().asText();
                headers.add(Map.entry(header.getKey(), tokens.fill(learned.apply(value))));
            }
        }
        byte[] body = body(request, tokens);
        boolean announced = request.path("headers").has("Content-Length");
        String target =
                "/storage/v1" + tokens.fill(learned.apply(request.path("path").asText()));
        RawHttp.Answer answer = RawHttp.send(
                platform.projectUrl(),
                request.path("method").asText(),
                target,
                headers,
                body == null && announced ? new byte[0] : body);
        learned.learn(
                recorded.path("body").asText("") + " "
                        + recorded.path("headers").path("location").asText(""),
                answer.text() + " " + Objects.toString(answer.header("location"), ""));
        return compare(recorded, answer);
    }

    /** What the recording did between two exchanges, and could not write down as one. */
    private void prepare(LocalPlatform platform, String name) throws IOException {
        platform.moveClock(APART);
        switch (name) {
            case "signed.get.expired" -> platform.moveClock(Duration.ofSeconds(2));
            case "interrupted.head" -> halfPatch(platform, "int.txt").close();
            case "lock.head_while_patch_open" -> halfPatch(platform, "lock.txt");
            default -> {}
        }
    }

    /** Sends 2 of 6 bytes of a PATCH, and leaves the connection open. */
    private Socket halfPatch(LocalPlatform platform, String key) throws IOException {
        String recorded = exchanges("tus").stream()
                .filter(exchange -> exchange.path("name").asText().matches("(interrupted|lock)\\.create"))
                .map(exchange -> exchange.path("response")
                        .path("headers")
                        .path("location")
                        .asText())
                .filter(location -> decoded(location).contains("/" + key + "/"))
                .findFirst()
                .orElseThrow();
        String id = learned.apply(recorded).replaceAll(".*/", "");
        String origin = platform.projectUrl();
        Socket socket = RawHttp.open(origin);
        List<Map.Entry<String, String>> headers = List.of(
                Map.entry("Authorization", "Bearer " + platform.serviceKey()),
                Map.entry("Tus-Resumable", "1.0.0"),
                Map.entry("Upload-Offset", "0"),
                Map.entry("Content-Type", "application/offset+octet-stream"),
                Map.entry("Content-Length", "6"));
        String target = "/storage/v1/upload/resumable/" + id;
        socket.getOutputStream().write(RawHttp.head(origin, "PATCH", target, headers, null));
        socket.getOutputStream().write("ab".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        String version = decoded(id).replaceAll(".*/", "");
        Path blobs = data.resolve(platform.projectRef() + "/storage/blobs");
        awaitBytes(blobs.resolve(version.substring(0, 2)).resolve(version), 2);
        return socket;
    }

    /** An upload's offset is the length of its content: looking at that asks nobody to leave off. */
    private static void awaitBytes(Path file, long length) throws IOException {
        long deadline = System.nanoTime() + ARRIVAL_NANOS;
        while (Files.size(file) != length) {
            assertThat(System.nanoTime()).as("the bytes arrive in time").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static String decoded(String location) {
        String id = location.replaceAll(".*/", "");
        return new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
    }

    private byte[] body(JsonNode request, Tokens tokens) {
        if (request.has("bodyBase64")) {
            return Base64.getDecoder().decode(request.path("bodyBase64").asText());
        }
        if (!request.has("body") || request.path("body").isNull()) {
            return null;
        }
        return tokens.fill(learned.apply(request.path("body").asText())).getBytes(StandardCharsets.UTF_8);
    }

    private static String compare(JsonNode recorded, RawHttp.Answer answer) throws IOException {
        StringBuilder difference = new StringBuilder();
        if (answer.status() != recorded.path("status").asInt()) {
            difference
                    .append("status ")
                    .append(answer.status())
                    .append(", recorded ")
                    .append(recorded.path("status"));
        }
        if (recorded.path("body").isTextual()) {
            String theirs = Learned.mask(canonical(recorded.path("body").asText()));
            String ours = Learned.mask(canonical(answer.text()));
            if (!theirs.equals(ours)) {
                difference.append(" body ").append(ours).append("\n  recorded ").append(theirs);
            }
        }
        for (String name : HEADERS) {
            String theirs = recorded.path("headers").path(name).asText(null);
            String ours = answer.header(name);
            if (theirs != null && !Learned.mask(theirs).equals(ours == null ? null : Learned.mask(ours))) {
                difference
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(ours)
                        .append(", recorded ")
                        .append(theirs);
            }
        }
        return difference.toString();
    }

    /** JSON without white space, keys in their order; other text as it is. */
    private static String canonical(String text) throws IOException {
        boolean json = text.startsWith("{") || text.startsWith("[");
        return json ? JSON.writeValueAsString(JSON.readTree(text)) : text;
    }

    /** Of some requests only the body's length was kept: they cannot be sent again. */
    private static List<JsonNode> exchanges(String file) throws IOException {
        return Recordings.exchanges(file).stream()
                .filter(exchange -> exchange.has("request"))
                .filter(exchange -> !exchange.path("request").has("bodyLength")
                        || exchange.path("request").has("bodyBase64"))
                .toList();
    }
}
