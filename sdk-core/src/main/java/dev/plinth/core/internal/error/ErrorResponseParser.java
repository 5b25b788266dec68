package dev.plinth.core.internal.error;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the error responses of all servers that may respond: two versions of GoTrue, OAuth, Storage, control planes,
 * Studio, gateways, S3, and plain text.
 */
public final class ErrorResponseParser {

    private static final List<String> REQUEST_IDS =
            List.of("sb-request-id", "x-request-id", "x-amz-request-id", "x-kong-request-id", "cf-ray");
    private static final JsonReader<Map<String, Object>> OBJECT = Json.mapReader();
    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{1,79}");
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]{1,200})</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]{0,2000})</Message>");
    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_EXCERPT = 200;
    private static final int MAX_LIST = 50;
    private static final int MAX_CODE = 100;
    private static final int MAX_ID = 200;

    private ErrorResponseParser() {}

    static ServerFailure parse(HttpResponse response, byte[] body, Instant now) {
        return parse(response, body, now, List.of());
    }

    /**
     * Parses an error response.
     *
     * @param secrets values to mask, because a server may quote them
     */
    public static ServerFailure parse(HttpResponse response, byte[] body, Instant now, Collection<String> secrets) {
        ServerFailure raw = parseUnmasked(response, body, now, secrets);
        return new ServerFailure(
                raw.status(),
                raw.httpStatus(),
                code(raw.code(), secrets),
                UntrustedText.shown(raw.message(), MAX_MESSAGE, secrets),
                raw.requestId().map(id -> UntrustedText.shown(id, MAX_ID, secrets)),
                raw.retryAfter(),
                raw.reasons().stream()
                        .limit(MAX_LIST)
                        .map(reason -> UntrustedText.shown(reason, MAX_CODE, secrets))
                        .toList(),
                raw.structured());
    }

    private static ErrorCode code(ErrorCode code, Collection<String> secrets) {
        String shown = UntrustedText.shown(code.value(), MAX_CODE, secrets);
        return shown.equals(code.value()) ? code : ErrorCode.of(shown);
    }

    private static ServerFailure parseUnmasked(
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

    /** Returns the id that the server gave to a request. */
    public static Optional<String> requestId(HttpHeaders headers) {
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
        if (isUninformative(message)) {
            code = ErrorCode.UPSTREAM_UNAVAILABLE.value();
            message = "the server behind the proxy is unavailable";
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
        // Masked before it is truncated, because a truncated secret would not be found.
        String excerpt = UntrustedText.shown(text, MAX_EXCERPT, secrets);
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

    /** Returns the target of a redirect without its query, which may contain tokens. */
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
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    /**
     * Storage responds with status 400 to nearly every error and sends the actual status in the body, as a string or a
     * number.
     */
    private static int statusInBody(Map<String, Object> json, int http) {
        String status = String.valueOf(json.get("statusCode"));
        return http == 400 && STATUS.matcher(status).matches() ? Integer.parseInt(status) : http;
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
            // Iceberg's errors have the status as their code.
            code = text(inner(json, "error"), "type");
        }
        if (code == null) {
            String error = text(json, "error");
            code = error != null && IDENTIFIER.matcher(error).matches() ? error : null;
        }
        return code != null ? code : headers.first("x-sb-error-code").orElse(null);
    }

    private static @Nullable String message(Map<String, Object> json) {
        List<String> messages = texts(json.get("message"));
        if (!messages.isEmpty()) {
            return String.join("; ", messages);
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

    /** Detects messages without information: a proxy's empty object, or the URL that it could not reach. */
    private static boolean isUninformative(@Nullable String message) {
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
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 540 -> ErrorCode.PROJECT_PAUSED;
            default -> status >= 500 ? ErrorCode.SERVER_ERROR : ErrorCode.of("http_" + status);
        };
    }
}
