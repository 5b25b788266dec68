package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who asks. Only the Authorization header counts; the word Bearer may be absent. */
public record Authenticator(Jwts jwts) {
    private static final String BEARER = "bearer ";

    /** The caller on a route whose schema demands the header. */
    Caller required(Exchange exchange) {
        if (exchange.header("authorization") == null) {
            throw StorageError.VALIDATION.with("headers must have required property 'authorization'");
        }
        return verified(exchange);
    }

    /** The caller on a route without such a schema: no header is like a bad token. */
    public Caller verified(Exchange exchange) {
        try {
            return callerOf(jwts.verify(token(exchange)));
        } catch (JwtException e) {
            throw StorageError.ACCESS_DENIED.with(String.valueOf(e.getMessage()));
        }
    }

    /** The caller where a token is optional: none at all, when it is bad. */
    Optional<Caller> optional(Exchange exchange) {
        try {
            return Optional.of(callerOf(jwts.verify(token(exchange))));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    /** The caller on a route for the service role alone. */
    void service(Exchange exchange) {
        if (!required(exchange).service()) {
            throw StorageError.INVALID_ROLE.get();
        }
    }

    public static Caller callerOf(ObjectNode claims) {
        String role = claims.path("role").isTextual() ? claims.path("role").asText() : "";
        @Nullable
        String subject = claims.path("sub").isTextual() ? claims.path("sub").asText() : null;
        return new Caller(role.isEmpty() ? "anon" : role, subject);
    }

    private static String token(Exchange exchange) {
        String header = exchange.header("authorization");
        if (header == null) {
            return "";
        }
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? header.substring(BEARER.length()).strip() : header.strip();
    }
}
