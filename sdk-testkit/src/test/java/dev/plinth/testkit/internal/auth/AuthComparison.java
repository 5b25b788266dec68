package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares an answer with the recorded one: status, body, some headers, and what tokens say. Times, ids, codes and
 * hashes may differ, but the same recorded value always comes back as the same actual one.
 */
final class AuthComparison {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> HEADERS = List.of(
            "content-type",
            "location",
            "link",
            "x-total-count",
            "x-sb-error-code",
            "x-supabase-api-version",
            "retry-after");
    private static final Set<String> UNIX =
            Set.of("expires_at", "exp", "iat", "timestamp", "auth_time", "nbf", "updated_at");
    private static final Map<String, List<Pattern>> WHOLE = Map.of(
            "refresh_token", patterns("[a-z2-7]{12}", "[A-Za-z0-9_-]{51,}"),
            "access_token", patterns("ey[\\w-]+\\.[\\w-]+\\.[\\w-]+"),
            "email_otp", patterns("\\d{6}", "\\d{8}", "\\d{10}"),
            "secret", patterns("[A-Z2-7]{32}"),
            "code", patterns("[0-9a-f-]{36}"),
            "hashed_token", patterns("[0-9a-f]{56}"),
            "qr_code", patterns("(?s)\\s*<(\\?xml|svg).*"));
    private static final Pattern PARTS =
            Pattern.compile("(?<jwt>eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)"
                    + "|(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                    + "|(?<date>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d))"
                    + "|(?<hash>(?<![0-9a-f])[0-9a-f]{56}(?![0-9a-f]))|(?<nsec>(?<=after )\\d+(?= seconds))"
                    + "|(?<secret>(?<=secret=)[A-Z2-7]{16,})");
    private static final List<String> KINDS = List.of("jwt", "uuid", "date", "hash", "nsec", "secret");

    private final Learned learned;
    private final String recordedBase;
    private final String base;
    private static final List<String> JSON_REFUSED =
            List.of("Could not parse request body as JSON: ", "Could not read verification params: ");

    private final List<String> differences = new ArrayList<>();

    /** True while further answers to a request sent in parallel are compared: their ids are their own. */
    private final boolean loose;

    AuthComparison(Learned learned, String recordedBase, String base, boolean loose) {
        this.learned = learned;
        this.recordedBase = recordedBase;
        this.base = base;
        this.loose = loose;
    }

    List<String> compare(JsonNode recorded, RawHttp.Answer answer) {
        if (answer.status() != recorded.path("status").asInt()) {
            differences.add("status " + answer.status() + ", recorded " + recorded.path("status"));
        }
        String body = recorded.path("body").asText("");
        JsonNode expected = json(body);
        JsonNode actual = json(answer.text());
        if (expected == null || expected.isNumber()) {
            text(body, answer.text(), "body", "");
        } else if (actual == null) {
            differences.add("the body is not JSON: " + answer.text());
        } else {
            node(expected, actual, "$", "");
        }
        HEADERS.forEach(name -> header(
                name, recorded.path("headers").path(name), answer.headers().get(name)));
        return differences;
    }

    private void header(String name, JsonNode recorded, String actual) {
        if (name.equals("content-type")) {
            if (recorded.isTextual() && !media(recorded.asText()).equals(media(actual == null ? "" : actual))) {
                differences.add(name + ": " + actual + ", recorded " + recorded);
            }
        } else if (recorded.isTextual() != (actual != null)) {
            differences.add(name + ": " + actual + ", recorded " + recorded);
        } else if (actual != null && name.equals("location")) {
            url(recorded.asText(), actual);
        } else if (actual != null) {
            text(recorded.asText(), actual, name, name);
        }
    }

    private void node(JsonNode a, JsonNode b, String path, String key) {
        if (a.isObject() && b.isObject()) {
            Set<String> names = new HashSet<>();
            a.fieldNames().forEachRemaining(names::add);
            b.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!a.has(name) || !b.has(name)) {
                    differences.add(path + "." + name + ": " + b.path(name) + ", recorded " + a.path(name));
                } else {
                    node(a.get(name), b.get(name), path + "." + name, name);
                }
            }
        } else if (a.isArray() && b.isArray()) {
            array(a, b, path, key);
        } else if (a.isTextual() && b.isTextual()) {
            text(a.asText(), b.asText(), path, key);
        } else if (a.isNumber() && b.isNumber()) {
            number(a, b, path, key);
        } else if (!a.equals(b)) {
            differences.add(path + ": " + b + ", recorded " + a);
        }
    }

    private void array(JsonNode a, JsonNode b, String path, String key) {
        if (a.size() != b.size()) {
            differences.add(path + ": " + b.size() + " elements, recorded " + a.size());
            return;
        }
        List<JsonNode> first = elements(a, key);
        List<JsonNode> second = elements(b, key);
        for (int i = 0; i < first.size(); i++) {
            node(first.get(i), second.get(i), path + "[" + i + "]", key);
        }
    }

    /** Proofs of one second stand in any order. */
    private static List<JsonNode> elements(JsonNode array, String key) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        if (key.equals("amr")) {
            elements.sort(Comparator.comparing(element -> element.path("method").asText()));
        }
        return elements;
    }

    private void number(JsonNode a, JsonNode b, String path, String key) {
        boolean moment = UNIX.contains(key) && a.asDouble() > 1e9 && b.asDouble() > 1e9;
        boolean close = key.equals("expires_in") && Math.abs(a.asDouble() - b.asDouble()) <= 2;
        if (!moment && !close && a.asDouble() != b.asDouble()) {
            differences.add(path + ": " + b + ", recorded " + a);
        }
    }

    /** How Go's decoder words what is wrong with a body is its own. */
    private static boolean sameRefusalOfJson(String a, String b) {
        return JSON_REFUSED.stream().anyMatch(begin -> a.startsWith(begin) && b.startsWith(begin));
    }

    private void text(String a, String b, String path, String key) {
        if (a.equals(b) || softDeleted(a, b, key) || whole(a, b, path, key) || sameRefusalOfJson(a, b)) {
            return;
        }
        String recorded = origin(unlinked(a, path));
        String actual = origin(unlinked(b, path));
        if (!masked(recorded).equals(masked(actual))) {
            differences.add(path + ": " + masked(actual) + ", recorded " + masked(recorded));
            return;
        }
        Matcher first = PARTS.matcher(recorded);
        Matcher second = PARTS.matcher(actual);
        while (first.find() && second.find()) {
            String kind = kind(first);
            if (kind.equals("jwt")) {
                jwt(first.group(), second.group(), path);
            } else if (List.of("uuid", "hash", "secret").contains(kind) && !learn(first.group(), second.group())) {
                differences.add(path + ": " + second.group() + " stands for another value");
            }
        }
    }

    /** The hashes that are left of a soft-deleted user's addresses. */
    private boolean softDeleted(String a, String b, String key) {
        boolean address = List.of("email", "new_email", "id").contains(key) && a.matches("[A-Za-z0-9_-]{43}");
        boolean number = List.of("phone", "new_phone").contains(key) && a.matches("(?=.*[A-Za-z_-])[A-Za-z0-9_-]{15}");
        return (address || number) && a.length() == b.length() && learn(a, b);
    }

    private boolean whole(String a, String b, String path, String key) {
        for (Pattern shape : WHOLE.getOrDefault(key, List.of())) {
            if (shape.matcher(a).matches()) {
                if (!shape.matcher(b).matches()) {
                    differences.add(path + ": " + b + " has not the form of " + a);
                } else if (key.equals("access_token")) {
                    jwt(a, b, path);
                } else if (!key.equals("qr_code") && !learn(a, b)) {
                    differences.add(path + ": " + b + " stands for another value than " + a);
                }
                return true;
            }
        }
        return false;
    }

    private void jwt(String a, String b, String path) {
        if (!loose) {
            learned.put(a, b);
        }
        for (int part = 0; part < 2; part++) {
            node(claims(a, part), claims(b, part), path + ".jwt" + part, "");
        }
    }

    private boolean learn(String a, String b) {
        return loose || learned.learn(a, b);
    }

    private void url(String recorded, String actual) {
        Map<String, String> first = parts(origin(recorded));
        Map<String, String> second = parts(origin(actual));
        if (!first.keySet().equals(second.keySet())) {
            differences.add("location: " + actual + ", recorded " + recorded);
            return;
        }
        first.forEach((name, value) -> {
            String key = name.substring(1);
            boolean moment = UNIX.contains(key) && value.matches("\\d+");
            if (!moment) {
                text(value, second.get(name), "location " + name, key);
            }
        });
    }

    /** The address itself under the empty name, its query's members after a question mark, its fragment's after a hash. */
    private static Map<String, String> parts(String url) {
        Map<String, String> parts = new TreeMap<>();
        int hash = url.indexOf('#');
        String front = hash < 0 ? url : url.substring(0, hash);
        int mark = front.indexOf('?');
        parts.put(" ", mark < 0 ? front : front.substring(0, mark));
        members(mark < 0 ? "" : front.substring(mark + 1), "?", parts);
        members(hash < 0 ? "" : url.substring(hash + 1), "#", parts);
        return parts;
    }

    private static void members(String form, String prefix, Map<String, String> parts) {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parts.put(
                        prefix + pair.substring(0, equals < 0 ? pair.length() : equals),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
    }

    private String origin(String text) {
        String replaced = text;
        URI uri = URI.create(base);
        String bare = uri.getScheme() + "://" + uri.getAuthority();
        for (String own : List.of(base, bare, recordedBase)) {
            replaced =
                    replaced.replace(own, "<base>").replace(URLEncoder.encode(own, StandardCharsets.UTF_8), "<base>");
        }
        return replaced;
    }

    private static String unlinked(String text, String path) {
        return path.equals("body") ? text.replaceAll("<a href=\"[^\"]*\">", "<a href>") : text;
    }

    private static String masked(String text) {
        return PARTS.matcher(text).replaceAll(match -> "<" + kind((Matcher) match) + ">");
    }

    private static String kind(Matcher match) {
        return KINDS.stream()
                .filter(kind -> match.group(kind) != null)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode claims(String jwt, int part) {
        return json(new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[part]), StandardCharsets.UTF_8));
    }

    private static String media(String type) {
        return type.split(";", 2)[0].trim();
    }

    static JsonNode json(String text) {
        try {
            JsonNode node = text.isBlank() ? null : JSON.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<Pattern> patterns(String... expressions) {
        return java.util.Arrays.stream(expressions).map(Pattern::compile).toList();
    }
}
