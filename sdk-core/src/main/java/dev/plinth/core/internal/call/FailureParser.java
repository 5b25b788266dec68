package dev.plinth.core.internal.call;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.text.UntrustedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error envelopes of all the servers that may answer: GoTrue in two versions, OAuth, Storage, the control
 * plane, Studio, gateways, S3, and plain text.
 */
final class FailureParser {

    private static final List<String> REQUEST_IDS =
            List.of("sb-request-id", "x-request-id", "x-amz-request-id", "x-kong-request-id", "cf-ray");
    private static final JsonReader<Map<String, Object>> OBJECT = Json.mapReader();
    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{1,79}");
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,200})</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{0,2000})</Message>");
    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_EXCERPT = 200;
    private static final int LONGEST_LIST = 50;
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_ID = 200;

    /** What Storage says of a token that it does not accept; its status is 403 like that of a missing right. */
    private static final Set<String> BAD_TOKEN = Set.of(
            "Invalid Compact JWS",
            "JWS Protected Header is invalid",
            "signature verification failed",
            "\"exp\" claim timestamp check failed",
            "\"nbf\" claim timestamp check failed",
            "\"alg\" (Algorithm) Header Parameter value not allowed",
            "jwt expired",
            "invalid signature");

    private FailureParser() {}

    static ServerFailure parse(HttpResponse response, byte[] body, Instant now) {
        return parse(response, body, now, List.of());
    }

    /**
     * Reads an error body.
     *
     * @param secrets what must not be shown, although the server may quote it
     */
    static ServerFailure parse(HttpResponse response, byte[] body, Instant now, Collection<String> secrets) {
        ServerFailure raw = parseAsItIs(response, body, now, secrets);
        return new ServerFailure(
                raw.status(),
                raw.httpStatus(),
                code(raw.code(), secrets),
                UntrustedText.shown(raw.message(), LONGEST_MESSAGE, secrets),
                raw.requestId().map(id -> UntrustedText.shown(id, LONGEST_ID, secrets)),
                raw.retryAfter(),
                raw.reasons().stream()
                        .limit(LONGEST_LIST)
                        .map(reason -> UntrustedText.shown(reason, LONGEST_CODE, secrets))
                        .toList(),
                raw.structured());
    }

    private static ErrorCode code(ErrorCode code, Collection<String> secrets) {
        String shown = UntrustedText.shown(code.value(), LONGEST_CODE, secrets);
        return shown.equals(code.value()) ? code : ErrorCode.of(shown);
    }

    private static ServerFailure parseAsItIs(
            HttpResponse response, byte[] body, Instant now, Collection<String> secrets) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        Map<String, Object> json = json(text, body);
        if (!json.isEmpty()) {
            return fromJson(response, json, now);
        }
        if (text.startsWith("<") && text.contains("<Error")) {
            return fromXml(response, text, now);
        }
        return fromText(response, text, now, secrets);
    }

    /** Returns the server's name for a request. */
    static Optional<String> requestId(HttpHeaders headers) {
        for (String name : REQUEST_IDS) {
            Optional<String> id = headers.first(name);
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    private static ServerFailure fromJson(HttpResponse response, Map<String, Object> json, Instant now) {
        int http = response.status();
        int status = statusInBody(json, http);
        String code = code(json, response.headers());
        String message = message(json);
        Optional<String> id = Optional.ofNullable(text(json, "error_id")).or(() -> requestId(response.headers()));
        if (saysNothing(message)) {
            code = ErrorCode.UPSTREAM_UNAVAILABLE.value();
            message = "the server behind the proxy is unavailable";
        }
        boolean storage = json.containsKey("statusCode");
        boolean refusedToken =
                "bad_jwt".equals(code) || (storage && status == 403 && message != null && BAD_TOKEN.contains(message));
        if (refusedToken) {
            status = 401;
        }
        return new ServerFailure(
                status,
                http,
                code == null ? defaultCode(status) : ErrorCode.of(code),
                message == null || message.isEmpty() ? Statuses.name(status) : message,
                id,
                RetryAfter.parse(response.headers(), now),
                texts(inner(json, "weak_password").get("reasons")),
                true);
    }

    private static ServerFailure fromXml(HttpResponse response, String xml, Instant now) {
        int status = response.status();
        Matcher code = XML_CODE.matcher(xml);
        Matcher message = XML_MESSAGE.matcher(xml);
        return new ServerFailure(
                status,
                status,
                code.find() ? ErrorCode.of(code.group(1)) : defaultCode(status),
                message.find() ? message.group(1) : Statuses.name(status),
                requestId(response.headers()),
                RetryAfter.parse(response.headers(), now),
                List.of(),
                true);
    }

    private static ServerFailure fromText(HttpResponse response, String text, Instant now, Collection<String> secrets) {
        int status = response.status();
        boolean html =
                response.headers().first("Content-Type").orElse("").startsWith("text/html") || text.startsWith("<");
        String name = Statuses.name(status);
        // Masked before it is cut: half a secret would not be found.
        String excerpt = UntrustedText.shown(text, LONGEST_EXCERPT, secrets);
        String message = text.isEmpty() ? name : html ? name + ": " + excerpt : excerpt;
        if (status >= 300 && status < 400) {
            message = name + redirectTarget(response);
        }
        return new ServerFailure(
                status,
                status,
                response.headers().first("x-sb-error-code").map(ErrorCode::of).orElseGet(() -> defaultCode(status)),
                message,
                requestId(response.headers()),
                RetryAfter.parse(response.headers(), now),
                List.of(),
                false);
    }

    /** Names where a redirect points to, without the query, which may hold tokens. */
    private static String redirectTarget(HttpResponse response) {
        return response.headers()
                .first("Location")
                .map(location -> " to " + location.replaceAll("[?#].*", "").replaceAll("//[^/]*@", "//***@"))
                .orElse("");
    }

    private static Map<String, Object> json(String text, byte[] body) {
        if (!text.startsWith("{")) {
            return Map.of();
        }
        try {
            return OBJECT.readIfAny(new ByteArrayInputStream(body)).orElse(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    /** Storage sends 400 for nearly everything, and the status that it means in the body: as a text, or as a number. */
    private static int statusInBody(Map<String, Object> json, int http) {
        String said = String.valueOf(json.get("statusCode"));
        return http == 400 && STATUS.matcher(said).matches() ? Integer.parseInt(said) : http;
    }

    private static @Nullable String code(Map<String, Object> json, HttpHeaders headers) {
        String code = text(json, "error_code");
        if (code == null) {
            code = text(json, "code");
        }
        if (code == null) {
            code = text(inner(json, "error"), "code");
        }
        if (code == null) {
            String error = text(json, "error");
            code = error != null && IDENTIFIER.matcher(error).matches() ? error : null;
        }
        return code != null ? code : headers.first("x-sb-error-code").orElse(null);
    }

    private static @Nullable String message(Map<String, Object> json) {
        List<String> several = texts(json.get("message"));
        if (!several.isEmpty()) {
            return String.join("; ", several);
        }
        for (String name : List.of("message", "msg")) {
            if (text(json, name) != null) {
                return text(json, name);
            }
        }
        String nested = text(inner(json, "error"), "message");
        if (nested != null) {
            return nested;
        }
        String description = text(json, "error_description");
        return description != null ? description : text(json, "error");
    }

    /** A proxy that passes on an empty object, or the address of what it could not reach, knows nothing more. */
    private static boolean saysNothing(@Nullable String message) {
        return message != null && (message.equals("{}") || message.startsWith("{\"url\""));
    }

    private static @Nullable String text(Map<?, ?> json, String name) {
        return json.get(name) instanceof String value && !value.isEmpty() ? value : null;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<?, ?> inner(Map<?, ?> json, String name) {
        return json.get(name) instanceof Map<?, ?> value ? value : Map.of();
    }

    private static ErrorCode defaultCode(int status) {
        return switch (status) {
            case 400, 415, 416, 422 -> ErrorCode.INVALID_REQUEST;
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404, 405 -> ErrorCode.NOT_FOUND;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 540 -> ErrorCode.PROJECT_PAUSED;
            default -> status >= 500 ? ErrorCode.SERVER_ERROR : ErrorCode.of("http_" + status);
        };
    }
}
