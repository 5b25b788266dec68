package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends recorded control-plane exchanges to a platform, one file after the other, as one project's life. */
final class PlatformReplay {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+|<[A-Z]+_JWT>");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)");
    private static final List<String> HEADERS = List.of(
            "content-type",
            "allow",
            "location",
            "content-range",
            "content-disposition",
            "retry-after",
            "www-authenticate");

    private final LocalPlatform platform;
    private final Map<String, String> known = new HashMap<>();

    PlatformReplay(LocalPlatform platform) {
        this.platform = platform;
    }

    /** Names of the exchanges of a file, each with how the answer differs; nothing if it does not. */
    Map<String, String> run(String file) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        try (InputStream in = PlatformReplay.class.getResourceAsStream("/recordings/platform/" + file + ".jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                JsonNode entry = line.isBlank() ? JSON.nullNode() : JSON.readTree(line);
                if (entry.has("request")) {
                    outcomes.merge(entry.path("name").asText(), difference(entry), (a, b) -> a + b);
                }
            }
        }
        return outcomes;
    }

    private String difference(JsonNode entry) throws IOException {
        JsonNode request = entry.path("request");
        JsonNode recorded = entry.path("response");
        boolean project = entry.path("at").asText().equals("project");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals("host") && !name.equals("content-length")) {
                headers.add(Map.entry(header.getKey(), put(header.getValue().asText())));
            }
        });
        RawHttp.Answer answer = RawHttp.send(
                project ? platform.projectUrl() : platform.platformUrl(),
                request.path("method").asText(),
                put(request.path("path").asText()),
                headers,
                body(request));
        String text = recorded.has("bodyBase64") ? Base64.getEncoder().encodeToString(answer.bytes()) : answer.text();
        String expected =
                recorded.path("bodyBase64").asText(recorded.path("body").asText(""));
        learn(
                expected + recorded.at("/headers/location").asText(""),
                text + answer.headers().getOrDefault("location", ""));
        StringBuilder differences = new StringBuilder();
        if (answer.status() != recorded.path("status").asInt()) {
            differences
                    .append("status ")
                    .append(answer.status())
                    .append(", recorded ")
                    .append(recorded.path("status"));
        }
        boolean html = recorded.at("/headers/content-type").asText("").contains("text/html");
        if (recorded.hasNonNull("body") && !html && !masked(canonical(text)).equals(masked(canonical(expected)))) {
            differences.append(" body ").append(masked(canonical(text)));
        }
        for (String name : HEADERS) {
            if (!project || name.equals("content-type")) {
                differences.append(header(
                        name,
                        recorded.path("headers").path(name),
                        answer.headers().get(name)));
            }
        }
        return differences.toString();
    }

    private static String header(String name, JsonNode recorded, String actual) {
        boolean wanted = recorded.isTextual() || (name.equals("allow") && actual != null);
        if (!wanted || tidy(name, recorded.asText(null)).equals(tidy(name, actual))) {
            return "";
        }
        return " " + name + ": " + actual + ", recorded " + recorded;
    }

    private static String tidy(String name, String value) {
        if (value == null) {
            return "";
        }
        return switch (name) {
            case "content-type" -> value.split(";", 2)[0];
            case "allow" ->
                Arrays.stream(value.split(",", -1))
                        .map(String::trim)
                        .sorted()
                        .toList()
                        .toString();
            default -> masked(value);
        };
    }

    private byte[] body(JsonNode request) {
        if (request.has("bodyBase64")) {
            return Base64.getDecoder().decode(request.path("bodyBase64").asText());
        }
        JsonNode repeat = request.path("bodyRepeat");
        String text = repeat.isArray()
                ? repeat.get(0).asText()
                        + repeat.get(1).asText().repeat(repeat.get(2).asInt())
                        + repeat.get(3).asText()
                : put(request.path("body").asText(""));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String put(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : known.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled.replace("<SERVICE_JWT>", platform.serviceKey()).replace("<ANON_JWT>", platform.anonKey());
    }

    private void learn(String recorded, String actual) {
        for (Pattern pattern : List.of(UUID, JWT)) {
            List<String> first = all(pattern, recorded);
            List<String> second = all(pattern, actual);
            for (int i = 0; i < first.size() && first.size() == second.size(); i++) {
                if (!first.get(i).startsWith("<")) {
                    known.put(first.get(i), second.get(i));
                }
            }
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).toList();
    }

    private static String masked(String text) {
        String dated = DATE.matcher(text).replaceAll("<date>");
        String masked = UUID.matcher(JWT.matcher(dated).replaceAll("<jwt>")).replaceAll("<uuid>");
        masked = masked.replaceAll(
                "\"(refresh_token|secret|uri|qr_code|expires_at|eTag|version)\":(\"(?:[^\"\\\\]|\\\\.)*\"|\\d+)",
                "\"$1\":\"<masked>\"");
        // how Go's decoder words what is wrong with a body is its own
        masked = masked.replaceAll(
                "(Could not (?:parse request body as JSON|read verification params): )(?:[^\"\\\\]|\\\\.)*",
                "$1<reason>");
        return masked.replaceAll("https?://[^/\"\\s\\\\]+", Matcher.quoteReplacement("<origin>"));
    }

    private static String canonical(String text) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            return text;
        }
    }
}
