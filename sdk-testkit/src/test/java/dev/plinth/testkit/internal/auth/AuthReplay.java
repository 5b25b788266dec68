package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.auth.token.Codes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends one recorded file to a fresh server under the settings of its first line. */
final class AuthReplay implements AutoCloseable {
    private static final ObjectMapper JSON = AuthComparison.JSON;
    private static final Pattern TOTP = Pattern.compile("<TOTP:([A-Z2-7]+)>");
    private static final Pattern MAILED = Pattern.compile(
            "(?<![0-9A-Za-z])((?:pkce_)?[0-9a-f]{56})(?![0-9a-f])|(?<![\\w&;=%#./-])(\\d{6,10})(?!\\w)");
    private static final long FAR = 2_000_000_000L;
    private static final String NOBODY = "317eadce-631a-4429-a0bb-f19a7a517b4a";
    private static final String NOBODY_ELSE = "4d56e902-f0a0-4662-8448-a4d9e643c142";

    private final List<JsonNode> lines;
    private final LocalPlatform platform;
    private final String base;
    private final String recordedBase;
    private final Learned learned = new Learned();
    private final Set<Message> read = new HashSet<>();
    private Duration moved = Duration.ZERO;

    /** What came of a line: its name, and how the answer differs from the recorded one, if it does. */
    record Outcome(String name, List<String> differences) {}

    /** Recorded exchanges were further apart than the shortest limit on repeated messages, which is 1 ms. */
    private static final Duration APART = Duration.ofMillis(2);

    AuthReplay(List<JsonNode> lines) {
        this.lines = lines;
        JsonNode config = lines.get(0).path("config");
        LocalPlatformBuilder builder = LocalPlatform.builder()
                .set("GOTRUE_MAILER_AUTOCONFIRM", config.path("autoconfirm").asText())
                .set("GOTRUE_SITE_URL", "http://localhost:3000")
                .set("GOTRUE_URI_ALLOW_LIST", "http://localhost:3000/**,https://app.example.com/**")
                .set("GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", "0")
                .set("GOTRUE_PASSWORD_HASH_COST", "4");
        config.path("overrides")
                .properties()
                .forEach(set -> builder.set(set.getKey(), set.getValue().asText()));
        platform = builder.start();
        base = platform.projectUrl() + "/auth/v1";
        recordedBase = lines.get(0).path("base").asText();
        learned.put(NOBODY, NOBODY);
        learned.put(NOBODY_ELSE, NOBODY_ELSE);
    }

    List<Outcome> run() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode line : lines) {
            if (line.has("sleep")) {
                move(Duration.ofMillis((long) (line.path("sleep").asDouble() * 1000)));
            } else if (line.has("mail") || line.has("nomail")) {
                outcomes.add(new Outcome(line.path("name").asText(), mail(line)));
            } else if (line.has("request")) {
                move(APART);
                outcomes.add(new Outcome(line.path("name").asText(), exchange(line)));
            }
        }
        return outcomes;
    }

    /** Time passes without anybody waiting. */
    private void move(Duration by) {
        platform.moveClock(by);
        moved = moved.plus(by);
    }

    private List<String> mail(JsonNode line) {
        String to = line.path(line.has("mail") ? "mail" : "nomail").path("to").asText();
        Message message = platform.outbox().messages().stream()
                .filter(candidate -> candidate.to().equalsIgnoreCase(to) && !read.contains(candidate))
                .findFirst()
                .orElse(null);
        if (line.has("nomail")) {
            return message == null ? List.of() : List.of("a mail came: " + message.subject());
        }
        if (message == null) {
            return List.of("no mail came");
        }
        read.add(message);
        return compareMails(line.path("mail"), message);
    }

    private List<String> compareMails(JsonNode recorded, Message message) {
        List<String> differences = new ArrayList<>();
        String subject = recorded.path("subject").asText();
        if (!codeless(subject).equals(codeless(message.subject()))) {
            differences.add("subject " + message.subject() + ", recorded " + subject);
        }
        List<String> expected = tokens(subject + "\n" + recorded.path("body").asText());
        List<String> actual = tokens(message.subject() + "\n" + message.body());
        if (actual.size() < expected.size()) {
            differences.add("tokens " + actual + ", recorded " + expected);
            return differences;
        }
        for (int i = 0; i < expected.size(); i++) {
            boolean pkce = expected.get(i).startsWith("pkce_");
            if (pkce != actual.get(i).startsWith("pkce_")
                    || expected.get(i).length() > 20 != actual.get(i).length() > 20) {
                differences.add("token " + actual.get(i) + ", recorded " + expected.get(i));
            }
            learned.put(expected.get(i), actual.get(i));
            if (pkce) {
                learned.put(expected.get(i).substring(5), actual.get(i).substring(5));
            }
        }
        return differences;
    }

    private static String codeless(String subject) {
        return subject.replaceAll("\\d{6,10}", "<code>");
    }

    private static List<String> tokens(String text) {
        return MAILED.matcher(text.replaceAll("<[^a>][^>]*>", " "))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
    }

    private List<String> exchange(JsonNode line) throws IOException {
        JsonNode request = line.path("request");
        byte[] body = body(request);
        for (int i = 1; i < request.path("repeat").asInt(1); i++) {
            send(request, body);
        }
        int copies = request.path("parallel").asInt(1);
        List<CompletableFuture<RawHttp.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> sendUnchecked(request, body), command -> {
                Thread thread = new Thread(command, "replay");
                thread.setDaemon(true);
                thread.start();
            }));
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            RawHttp.Answer answer = answers.get(i).join();
            differences.addAll(
                    new AuthComparison(learned, recordedBase, base, i > 0).compare(line.path("response"), answer));
        }
        for (JsonNode key : request.path("same")) {
            long values = answers.stream()
                    .map(answer -> AuthComparison.json(answer.join().text()).path(key.asText()))
                    .distinct()
                    .count();
            if (values > 1) {
                differences.add(key + " differs between parallel answers");
            }
        }
        return differences;
    }

    private RawHttp.Answer sendUnchecked(JsonNode request, byte[] body) {
        try {
            return send(request, body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RawHttp.Answer send(JsonNode request, byte[] body) throws IOException {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals("host") && !name.equals("content-length")) {
                headers.add(Map.entry(header.getKey(), filled(header.getValue().asText())));
            }
        });
        String path = filled(request.path("path").asText()).replace(recordedBase, platform.projectUrl());
        return RawHttp.send(platform.projectUrl(), request.path("method").asText(), "/auth/v1" + path, headers, body);
    }

    private byte[] body(JsonNode request) {
        JsonNode fill = request.path("bodyFill");
        String text = fill.isObject()
                ? fill.path("prefix").asText()
                        + fill.path("fill").asText().repeat(fill.path("times").asInt())
                        + fill.path("suffix").asText()
                : filled(request.path("body").asText(""));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String filled(String text) {
        String codes = TOTP.matcher(text)
                .replaceAll(match -> Codes.totp(
                        learned.actual(match.group(1)),
                        Instant.now().plus(moved).getEpochSecond() / 30));
        String filled = learned.substituted(codes);
        for (Map.Entry<String, String> token : knownTokens().entrySet()) {
            filled = filled.replace("<" + token.getKey() + "_JWT>", token.getValue());
        }
        return filled;
    }

    private Map<String, String> knownTokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("SERVICE", signed("{\"role\":\"service_role\",\"exp\":" + FAR + "}"));
        tokens.put("ANON", signed("{\"iss\":\"supabase-demo\",\"role\":\"anon\",\"exp\":" + FAR + "}"));
        tokens.put("AUTH", signed(user(NOBODY, FAR)));
        tokens.put("AUTH2", signed(user(NOBODY_ELSE, FAR)));
        tokens.put("EXPIRED", signed(user(NOBODY, 1_600_000_000L)));
        tokens.put("NOROLE", signed("{\"sub\":\"" + NOBODY + "\",\"exp\":" + FAR + "}"));
        tokens.put("SUPAADMIN", signed("{\"role\":\"supabase_admin\",\"exp\":" + FAR + "}"));
        tokens.put("NOEXP", signed("{\"role\":\"service_role\"}"));
        tokens.put("EXPSERVICE", signed("{\"role\":\"service_role\",\"exp\":1600000000}"));
        tokens.put("BADSUB", signed(user("not-a-uuid", FAR)));
        tokens.put(
                "SESSIONLESS",
                signed("{\"role\":\"service_role\",\"session_id\":\"6f0d3e0c-2f8b-4f53-9d0a-6b0a7f3f9a11\",\"exp\":"
                        + FAR + "}"));
        tokens.put("NOTYET", signed("{\"role\":\"service_role\",\"nbf\":1999999999,\"exp\":" + FAR + "}"));
        String service = "{\"role\":\"service_role\",\"exp\":" + FAR + "}";
        tokens.put("BADSIG", signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", service, "x".repeat(40), "HmacSHA256"));
        tokens.put("ALGNONE", encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(service) + ".");
        tokens.put("HS512", signed("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", service, platform.jwtSecret(), "HmacSHA512"));
        tokens.put(
                "KID",
                signed(
                        "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"unknown-kid\"}",
                        service,
                        platform.jwtSecret(),
                        "HmacSHA256"));
        return tokens;
    }

    private static String user(String subject, long expires) {
        return "{\"aud\":\"authenticated\",\"sub\":\"" + subject + "\",\"role\":\"authenticated\",\"exp\":" + expires
                + "}";
    }

    private String signed(String claims) {
        return signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, platform.jwtSecret(), "HmacSHA256");
    }

    private static String signed(String header, String claims, String secret, String algorithm) {
        try {
            String input = encoded(header) + "." + encoded(claims);
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<JsonNode> lines(String resource) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (java.io.InputStream in = AuthReplay.class.getResourceAsStream(resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() {
        platform.close();
    }
}
