package dev.plinth.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.ClassPath;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads the claims of a JWT without verifying it; the server does that. */
public final class JwtClaims {

    private JwtClaims() {}

    /** Returns whether the string has the format of a JWT with a JSON payload. */
    public static boolean looksLikeJwt(Secret token) {
        return payload(token).isObject();
    }

    /** Returns the {@code role} claim. */
    public static Optional<String> role(Secret token) {
        return Optional.ofNullable(payload(token).path("role").textValue());
    }

    /** Returns a claim that is a string. */
    public static Optional<String> text(Secret token, String claim) {
        return Optional.ofNullable(payload(token).path(claim).textValue());
    }

    /** Returns the {@code exp} claim. */
    public static Optional<Instant> expiry(Secret token) {
        JsonNode exp = payload(token).path("exp");
        try {
            return exp.isNumber() ? Optional.of(Instant.ofEpochSecond(exp.longValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonNode payload(Secret token) {
        ClassPath.check();
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return Json.tree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException | IOException e) {
            return MissingNode.getInstance();
        }
    }
}
