package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Recordings;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sends what AWS's own clients sent to the real server, signed anew, and compares what this one answers. */
class S3ReplayTest {
    private static final Instant RECORDED_AT = Instant.parse("2026-11-21T19:23:43Z");
    private static final String USER_FOLDER = "317eadce-631a-4429-a0bb-f19a7a517b4a/";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern HTTP_DATE =
            Pattern.compile("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
    private static final Pattern JS_DATE = Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d{4} [0-9:]{8} GMT");

    private final Map<String, String> learned = new LinkedHashMap<>();

    @Test
    void answersAwsClientsAsTheRecordedServerDid() throws IOException {
        Map<String, String> exceptions = Recordings.exceptions("s3-exceptions");
        Set<String> differing = new LinkedHashSet<>();
        List<String> unexplained = new ArrayList<>();
        int count = 0;
        try (LocalPlatform platform = platform()) {
            platform.moveClock(Duration.between(Instant.now(), RECORDED_AT));
            prepare(Wire.of(platform.project()), bucketsBefore());
            prepareObjects(Wire.of(platform.project()));
            for (String file : List.of("s3_sdk", "s3_java_sdk")) {
                int before = count;
                int differences = differing.size() + unexplained.size();
                for (JsonNode exchange : Recordings.exchanges(file)) {
                    String name = file + " " + exchange.path("name").asText();
                    String difference = difference(platform, exchange);
                    count++;
                    if (!difference.isEmpty() && exceptions.containsKey(name)) {
                        differing.add(name);
                    } else if (!difference.isEmpty()) {
                        unexplained.add(name + ": " + difference);
                    }
                }
                int found = differing.size() + unexplained.size() - differences;
                System.out.printf("%-12s %3d exchanges, %3d equal%n", file, count - before, count - before - found);
            }
        }

        assertThat(unexplained).isEmpty();
        assertThat(differing).as("every exception is still one").isEqualTo(exceptions.keySet());
        assertThat(count).isEqualTo(188 + 37);
    }

    private static LocalPlatform platform() {
        return LocalPlatform.builder()
                .policy(Policy.all("rls", "authenticated", "{uid}/**"))
                .policy(new Policy("rls", "*", Set.of(Operation.SELECT), "open/**"))
                .start();
    }

    /** The buckets that other recordings had left behind on the server. */
    private static void prepare(Wire wire, List<String> buckets) {
        for (String bucket : buckets) {
            String rest = bucket.equals("lim")
                    ? ",\"file_size_limit\":10"
                    : bucket.equals("mime") ? ",\"allowed_mime_types\":[\"image/png\",\"text/*\"]" : "";
            assertThat(wire.post("/bucket", "{\"name\":\"" + bucket + "\"" + rest + "}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static void prepareObjects(Wire wire) {
        wire.upload("rls/" + USER_FOLDER + "c.txt", "own2");
        wire.upload("rls/" + USER_FOLDER + "tus.txt", "abc");
        wire.upload("rls/open/o.txt", "open");
    }

    /** The buckets of the first list that was recorded, but for those that these recordings make themselves. */
    private static List<String> bucketsBefore() throws IOException {
        List<String> names = new ArrayList<>();
        String list = Recordings.exchanges("s3_sdk")
                .get(4)
                .path("response")
                .path("body")
                .asText();
        Matcher name = Pattern.compile("<Name>([^<]+)</Name>").matcher(list);
        while (name.find()) {
            names.add(name.group(1).replace("&amp;", "&"));
        }
        names.removeAll(List.of("s3b", "s3pub", "s3loc"));
        return names;
    }

    private String difference(LocalPlatform platform, JsonNode exchange) throws IOException {
        if (exchange.path("name").asText().equals("presigned.get_expired")) {
            platform.moveClock(Duration.ofSeconds(5));
        }
        if (exchange.path("name").asText().equals("java.CreateBucket")) {
            prepare(Wire.of(platform.project()), List.of("page", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"));
        }
        Resigned request = new Resigned(platform, exchange, learned);
        RawHttp.Answer answer = send(platform.projectUrl(), request);
        learn(exchange.path("response").path("body").asText(""), answer.text());
        return compare(exchange.path("response"), answer);
    }

    /** What announces a body that is not sent before the server asks for it gets its answer without. */
    private static RawHttp.Answer send(String origin, Resigned request) throws IOException {
        if (!request.bodyWithheld()) {
            return RawHttp.send(origin, request.method(), request.target(), request.headers(), request.body());
        }
        try (Socket socket = RawHttp.open(origin)) {
            socket.getOutputStream()
                    .write(RawHttp.head(origin, request.method(), request.target(), request.headers(), null));
            socket.getOutputStream().flush();
            return RawHttp.read(socket.getInputStream(), request.method());
        }
    }

    private void learn(String recorded, String actual) {
        Matcher theirs = ID.matcher(recorded);
        Matcher ours = ID.matcher(actual);
        while (theirs.find() && ours.find()) {
            learned.putIfAbsent(theirs.group(), ours.group());
        }
    }

    private static String compare(JsonNode recorded, RawHttp.Answer answer) {
        StringBuilder difference = new StringBuilder();
        if (answer.status() != recorded.path("status").asInt()) {
            difference
                    .append("status ")
                    .append(answer.status())
                    .append(", recorded ")
                    .append(recorded.path("status"));
        }
        String body = recorded.path("body").asText("");
        if (recorded.has("bodySha256")) {
            body = recorded.path("bodySha256").asText();
        }
        String ours = recorded.has("bodySha256")
                ? Signer.sha256(answer.latin1().getBytes(StandardCharsets.ISO_8859_1))
                : answer.text();
        if (!mask(body).equals(mask(ours))) {
            difference
                    .append(" body ")
                    .append(mask(ours))
                    .append("\n  recorded ")
                    .append(mask(body));
        }
        for (Map.Entry<String, JsonNode> header : recorded.path("headers").properties()) {
            String own = answer.header(header.getKey());
            if (own == null || !mask(own).equals(mask(header.getValue().asText()))) {
                difference.append(' ').append(header).append(" but ").append(own);
            }
        }
        if (recorded.path("connectionClose").asBoolean()
                && answer.status() >= 400
                && !"close".equals(answer.header("connection"))) {
            difference.append(" the connection is kept");
        }
        return difference.toString();
    }

    private static String mask(String text) {
        String masked = ID.matcher(DATE.matcher(text).replaceAll("<date>")).replaceAll("<id>");
        return JS_DATE.matcher(HTTP_DATE.matcher(masked).replaceAll("<date>")).replaceAll("<date>");
    }
}
