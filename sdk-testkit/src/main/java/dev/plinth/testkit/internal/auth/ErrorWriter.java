package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Writes an error in the shape that the request's API version has for it. */
final class ErrorWriter {
    private static final LocalDate NEWER = LocalDate.of(2024, 1, 1);

    private ErrorWriter() {}

    static AuthReply write(AuthError error, AuthRequest request) {
        boolean newer = newer(request.header("x-supabase-api-version"));
        ObjectNode body = newer ? newerBody(error) : initialBody(error);
        AuthReply reply = AuthReply.json(error.status, body);
        if (newer) {
            reply.header("X-Supabase-Api-Version", NEWER.toString());
        }
        String code = headerCode(error, newer);
        return code.isEmpty() ? reply : reply.header("x-sb-error-code", code);
    }

    private static String headerCode(AuthError error, boolean newer) {
        return switch (error.shape) {
            case HTTP -> error.code;
            case WEAK_PASSWORD -> newer ? "" : error.code;
            case POSTGRES -> "unexpected_failure";
            case OAUTH, PANIC -> "";
        };
    }

    private static ObjectNode initialBody(AuthError error) {
        ObjectNode body = node();
        switch (error.shape) {
            case OAUTH -> oauth(body, error);
            case POSTGRES ->
                body.put("code", error.code).put("message", error.text).put("detail", error.extras.get(0));
            default -> {
                body.put("code", error.status).put("error_code", error.code).put("msg", error.text);
                if (error.status >= 500 && error.shape == AuthError.Shape.HTTP) {
                    body.put("error_id", UUID.randomUUID().toString());
                }
                reasons(body, error);
            }
        }
        return body;
    }

    private static ObjectNode newerBody(AuthError error) {
        ObjectNode body = node();
        switch (error.shape) {
            case OAUTH -> oauth(body, error);
            case POSTGRES -> body.put("code", "unexpected_failure").put("message", error.extras.get(1));
            default -> {
                body.put("code", error.code).put("message", error.text);
                reasons(body, error);
            }
        }
        return body;
    }

    private static void oauth(ObjectNode body, AuthError error) {
        body.put("error", error.code).put("error_description", error.text);
    }

    private static void reasons(ObjectNode body, AuthError error) {
        if (error.shape == AuthError.Shape.WEAK_PASSWORD) {
            error.extras.forEach(body.putObject("weak_password").putArray("reasons")::add);
        }
    }

    private static boolean newer(String version) {
        try {
            return !LocalDate.parse(version.trim()).isBefore(NEWER);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
