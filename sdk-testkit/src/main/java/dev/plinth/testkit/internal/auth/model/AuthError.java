package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A response that is not a success. How it is written depends on the API version that the request names. */
public final class AuthError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final LocalDate NEWER = LocalDate.of(2024, 1, 1);
    private static final Map<Integer, String> OAUTH_ERRORS = Map.of(
            400, "invalid_request",
            401, "unauthorized_client",
            403, "access_denied",
            500, "server_error",
            503, "temporarily_unavailable");

    /** The shapes of an error body; a panic is a handler that failed, and has no error id. */
    private enum Shape {
        HTTP,
        OAUTH,
        WEAK_PASSWORD,
        POSTGRES,
        PANIC
    }

    private final Shape shape;
    public final int status;
    public final String code;
    public final String text;

    /** The reasons of a weak password; the detail and the words for newer clients of a Postgres error. */
    private final transient List<String> extras;

    private AuthError(Shape shape, int status, String code, String text, List<String> extras) {
        super(text, null, false, false);
        this.shape = shape;
        this.status = status;
        this.code = code;
        this.text = text;
        this.extras = extras;
    }

    public static AuthError of(int status, String code, String text) {
        return new AuthError(Shape.HTTP, status, code, text, List.of());
    }

    public static AuthError invalid(String text) {
        return of(400, "validation_failed", text);
    }

    public static void invalidIf(boolean condition, String text) {
        invalid(text).throwIf(condition);
    }

    public static AuthError internal(String text) {
        return of(500, "unexpected_failure", text);
    }

    public static AuthError panic() {
        return panic("Unexpected failure, please check server logs for more information");
    }

    public static AuthError panic(String text) {
        return new AuthError(Shape.PANIC, 500, "unexpected_failure", text, List.of());
    }

    public static AuthError oauth(String error, String description) {
        return new AuthError(Shape.OAUTH, 400, error, description, List.of());
    }

    public static AuthError weakPassword(String text, List<String> reasons) {
        return new AuthError(Shape.WEAK_PASSWORD, 422, "weak_password", text, reasons);
    }

    /** A unique constraint, passed through as Postgres worded it; newer clients read {@code wrapped}. */
    public static AuthError duplicate(String constraint, String column, String value, String wrapped) {
        String text = "duplicate key value violates unique constraint \"" + constraint + "\"";
        String detail = "Key (" + column + ")=(" + value + ") already exists.";
        return new AuthError(Shape.POSTGRES, 500, "23505", text, List.of(detail, wrapped));
    }

    public static AuthError expiredCode() {
        return of(403, "otp_expired", "Token has expired or is invalid");
    }

    public static AuthError expiredLink() {
        return of(403, "otp_expired", "Email link is invalid or has expired");
    }

    public static AuthError badJwt(String text) {
        return of(403, "bad_jwt", text);
    }

    public static AuthError emailExists() {
        return of(422, "email_exists", "A user with this email address has already been registered");
    }

    public static AuthError banned(int status) {
        return of(status, "user_banned", "User is banned");
    }

    /** Throws the error if a condition holds. */
    public void throwIf(boolean condition) {
        if (condition) {
            throw this;
        }
    }

    /** The error in the shape that a version of the API has for it. */
    public Reply reply(String apiVersion) {
        boolean newer = isNewer(apiVersion);
        Reply reply = Reply.of(status, "application/json", Json.bytes(newer ? newerBody() : initialBody()));
        if (newer) {
            reply.header("X-Supabase-Api-Version", NEWER.toString());
        }
        boolean named = shape == Shape.HTTP || (shape == Shape.WEAK_PASSWORD && !newer);
        String headerCode = named ? code : shape == Shape.POSTGRES ? "unexpected_failure" : "";
        return headerCode.isEmpty() ? reply : reply.header("x-sb-error-code", headerCode);
    }

    private ObjectNode initialBody() {
        return switch (shape) {
            case OAUTH -> Json.object("error", code, "error_description", text);
            case POSTGRES -> Json.object("code", code, "message", text, "detail", extras.get(0));
            default -> {
                ObjectNode body = Json.object("code", status, "error_code", code, "msg", text);
                if (status >= 500 && shape == Shape.HTTP) {
                    body.put("error_id", UUID.randomUUID().toString());
                }
                yield withReasons(body);
            }
        };
    }

    private ObjectNode newerBody() {
        return switch (shape) {
            case OAUTH -> Json.object("error", code, "error_description", text);
            case POSTGRES -> Json.object("code", "unexpected_failure", "message", extras.get(1));
            default -> withReasons(Json.object("code", code, "message", text));
        };
    }

    private ObjectNode withReasons(ObjectNode body) {
        return shape == Shape.WEAK_PASSWORD
                ? body.set("weak_password", Json.object("reasons", Json.array(extras)))
                : body;
    }

    /** The error as the parameters of a redirect. */
    public Map<String, String> describe() {
        boolean database = shape == Shape.POSTGRES;
        Map<String, String> members = new TreeMap<>();
        members.put("error_code", database ? "unexpected_failure" : code);
        members.put("error_description", database ? extras.get(1) : text);
        if (OAUTH_ERRORS.containsKey(status)) {
            members.put("error", OAUTH_ERRORS.get(status));
        }
        return members;
    }

    private static boolean isNewer(String version) {
        try {
            return !LocalDate.parse(version.trim()).isBefore(NEWER);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
