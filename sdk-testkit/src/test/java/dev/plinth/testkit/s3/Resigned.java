package dev.plinth.testkit.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.replay.Tokens;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded request, signed with this platform's keys in the way in which it was signed. */
final class Resigned {
    private static final String RECORDED_KEY = "625729a08b95bf1b7ff351a663f3a23c";
    private static final String RECORDED_REF = "stub";
    private static final Set<String> WRONG_SECRET =
            Set.of("auth.bad_secret", "java.bad_secret", "session.wrong_secret");
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/(\\d+)/([^/]*)/([^/]+)/");
    private static final Pattern SIGNED = Pattern.compile("SignedHeaders=([^,]+),");
    private static final Pattern FORM_FIELD = Pattern.compile("(name=\"([^\"]+)\"\\r\\n\\r\\n)([^\\r]*)");
    private static final int LARGE = 50_000_000;

    private final LocalPlatform platform;
    private final JsonNode request;
    private final String name;
    private final Map<String, String> learned;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String target;
    private byte[] body;

    Resigned(LocalPlatform platform, JsonNode exchange, Map<String, String> learned) {
        this.platform = platform;
        this.request = exchange.path("request");
        this.name = exchange.path("name").asText();
        this.learned = learned;
        this.target = "/storage/v1" + learned(request.path("path").asText());
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        headers.put("host", URI.create(platform.projectUrl()).getAuthority());
        body = content();
        sign();
    }

    String method() {
        return request.path("method").asText();
    }

    String target() {
        return target;
    }

    byte[] body() {
        return body;
    }

    boolean bodyWithheld() {
        return request.path("bodyLength").asInt() > LARGE;
    }

    List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        headers.forEach((key, value) -> {
            if (!key.equals("host") && !(key.equals("expect") && !bodyWithheld())) {
                all.add(Map.entry(key, value));
            }
        });
        return all;
    }

    private void sign() {
        String authorization = headers.getOrDefault("authorization", "");
        if (authorization.contains("Credential=")) {
            signHeader(authorization);
        } else if (target.contains("X-Amz-Signature=")) {
            signQuery();
        } else if (headers.getOrDefault("content-type", "").startsWith("multipart/form-data")) {
            signForm();
        }
    }

    private void signHeader(String authorization) {
        Matcher credential = CREDENTIAL.matcher(authorization);
        Matcher signed = SIGNED.matcher(authorization);
        if (!credential.find() || !signed.find()) {
            throw new IllegalStateException(authorization);
        }
        headers.computeIfPresent("x-amz-security-token", (key, token) -> token(token));
        String date = headers.get("x-amz-date");
        Signer signer = signer(credential.group(1), credential.group(3), credential.group(4), date);
        Map<String, String> signedHeaders = new LinkedHashMap<>();
        List.of(signed.group(1).split(";", -1)).forEach(key -> {
            if (headers.containsKey(key)) {
                signedHeaders.put(key, headers.get(key));
            }
        });
        String hash = headers.get("x-amz-content-sha256");
        String signature = signer.signature(method(), target, signedHeaders, hash);
        headers.put("authorization", signer.authorization(method(), target, signedHeaders, hash));
        if (hash.startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            Matcher trailer = Pattern.compile("x-amz-checksum-[a-z0-9]+:[^\r]+")
                    .matcher(request.path("bodyTail").asText(text));
            body = signer.chunks(
                    unframed(body),
                    0x20000,
                    signature,
                    hash.endsWith("TRAILER") && trailer.find() ? trailer.group() : "");
        }
    }

    /** A recorded signature that is used for another request is used so here too. */
    private void signQuery() {
        String recorded = parameter("X-Amz-Signature");
        String token = parameter("X-Amz-Security-Token");
        if (!token.isEmpty()) {
            target = target.replace(token, token(token));
        }
        String[] credential = parameter("X-Amz-Credential").replace("%2F", "/").split("/", -1);
        Signer signer = signer(credential[0], credential[2], credential[3], parameter("X-Amz-Date"));
        target = target.replace("X-Amz-Credential=" + credential[0], "X-Amz-Credential=" + signer.accessKey());
        Map<String, String> signed = new LinkedHashMap<>();
        for (String key : parameter("X-Amz-SignedHeaders").split("%3B|;", -1)) {
            signed.put(key, headers.get(key));
        }
        String signature = learned.computeIfAbsent(
                recorded, key -> signer.signature(method(), target, signed, "UNSIGNED-PAYLOAD"));
        target = target.replace(recorded, signature);
    }

    private void signForm() {
        String text = new String(body, StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        FORM_FIELD.matcher(text).results().forEach(match -> fields.put(match.group(2), match.group(3)));
        Signer signer = signer(RECORDED_KEY, "local", "s3", fields.get("X-Amz-Date"));
        String policy = new String(Base64.getDecoder().decode(fields.get("Policy")), StandardCharsets.UTF_8)
                .replace(RECORDED_KEY, signer.accessKey());
        String encoded = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8));
        text = text.replace(fields.get("Policy"), encoded)
                .replace(RECORDED_KEY, signer.accessKey())
                .replace(fields.get("X-Amz-Signature"), signer.sign(encoded));
        body = text.getBytes(StandardCharsets.UTF_8);
        headers.remove("content-length");
    }

    private Signer signer(String accessKey, String region, String service, String date) {
        boolean session = accessKey.equals(RECORDED_REF);
        String secret = session ? platform.anonKey() : platform.s3SecretAccessKey();
        String own =
                session ? platform.projectRef() : accessKey.equals(RECORDED_KEY) ? platform.s3AccessKeyId() : accessKey;
        return new Signer(own, WRONG_SECRET.contains(name) ? "wrong" : secret, region, service, date);
    }

    /** The same claims, signed with this platform's secret; a bad signature stays bad. */
    private String token(String recorded) {
        String[] parts = recorded.split("\\.", -1);
        if (parts.length != 3 || name.equals("session.badsig_jwt")) {
            return recorded;
        }
        return Tokens.sign(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8), platform.jwtSecret());
    }

    private String parameter(String wanted) {
        Matcher found = Pattern.compile("[?&]" + wanted + "=([^&]*)").matcher(target);
        return found.find() ? found.group(1) : "";
    }

    private String learned(String text) {
        String applied = text;
        for (Map.Entry<String, String> entry : learned.entrySet()) {
            if (entry.getKey().length() == 36) {
                applied = applied.replace(entry.getKey(), entry.getValue());
            }
        }
        return applied;
    }

    /** The body as sent, framing and all; a long one is made up again as the recording client made it. */
    private byte[] content() {
        if (bodyWithheld() || (!request.has("body") && !request.has("bodyLength"))) {
            return null;
        }
        if (request.has("body")) {
            byte[] bytes = learned(request.path("body").asText()).getBytes(StandardCharsets.UTF_8);
            return isChunkedTransfer() ? inOneChunk(bytes) : bytes;
        }
        return switch (name) {
            case "PutObject.bigger_stream" -> inOneChunk(fiveLetters());
            case "UploadPart.1" -> filled(5_242_880, 'A');
            case "java.PutObject.big" -> framed(new byte[300_000]);
            case "java.Multipart" -> framed(new byte[5_242_880]);
            default -> throw new IllegalStateException("not known how the body of " + name + " was made");
        };
    }

    private boolean isChunkedTransfer() {
        return "chunked".equals(headers.get("transfer-encoding"));
    }

    private static byte[] fiveLetters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (char letter = 'a'; letter <= 'e'; letter++) {
            out.writeBytes("ea60\r\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(filled(60_000, letter));
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] filled(int length, char letter) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) letter);
        return bytes;
    }

    /** HTTP's own chunk around AWS's. */
    private static byte[] inOneChunk(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] framed(byte[] content) {
        return new Signer("", "", "", "", "20260101T000000Z").chunks(content, content.length, "", "");
    }

    /** The content of one or more of AWS's chunks. */
    private static byte[] unframed(byte[] framed) {
        String text = new String(framed, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, text.indexOf(';', at)), 16);
            if (size == 0) {
                return out.toByteArray();
            }
            out.write(framed, end + 2, size);
            at = end + 2 + size + 2;
        }
    }
}
