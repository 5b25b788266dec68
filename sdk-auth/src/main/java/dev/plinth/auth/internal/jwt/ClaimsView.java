package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.plinth.auth.VerifiedToken;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.text.Description;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a verified token, converted on access. */
record ClaimsView(DecodedJWT token) implements VerifiedToken {

    record MethodRecord(String name, Optional<Instant> at) implements Method {
        @Override
        public String toString() {
            return Description.of("Method").add(name).add("at", at).toString();
        }
    }

    @Override
    public Optional<String> subject() {
        return nonEmpty(token.getSubject());
    }

    @Override
    public Optional<String> sessionId() {
        return text("session_id");
    }

    @Override
    public Optional<String> role() {
        return text("role");
    }

    @Override
    public Optional<String> assuranceLevel() {
        return text("aal");
    }

    /** Returns the methods. With a hook of the project, they can be plain strings instead of objects. */
    @Override
    public List<Method> authenticationMethods() {
        Object amr = claims().get("amr");
        return amr instanceof List<?> entries
                ? entries.stream().map(ClaimsView::method).toList()
                : List.of();
    }

    private static Method method(Object entry) {
        if (entry instanceof Map<?, ?> fields) {
            Optional<Instant> at = fields.get("timestamp") instanceof Number seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                    : Optional.empty();
            return new MethodRecord(String.valueOf(fields.get("method")), at);
        }
        return new MethodRecord(String.valueOf(entry), Optional.empty());
    }

    @Override
    public Optional<String> email() {
        return text("email");
    }

    @Override
    public Optional<String> phone() {
        return text("phone");
    }

    @Override
    public boolean isAnonymous() {
        return Boolean.TRUE.equals(token.getClaim("is_anonymous").asBoolean());
    }

    @Override
    public Optional<String> issuer() {
        return nonEmpty(token.getIssuer());
    }

    @Override
    public List<String> audience() {
        List<String> audience = token.getAudience();
        return audience == null ? List.of() : List.copyOf(audience);
    }

    @Override
    public Optional<Instant> issuedAt() {
        return Optional.ofNullable(token.getIssuedAtAsInstant());
    }

    @Override
    public Instant expiresAt() {
        return token.getExpiresAtAsInstant();
    }

    @Override
    public Map<String, Object> userMetadata() {
        return object("user_metadata");
    }

    @Override
    public Map<String, Object> appMetadata() {
        return object("app_metadata");
    }

    @Override
    public Map<String, Object> claims() {
        Map<String, Object> claims = new FieldMap();
        token.getClaims().forEach((name, claim) -> claims.put(name, claim.as(Object.class)));
        return Collections.unmodifiableMap(claims);
    }

    private Map<String, Object> object(String name) {
        Claim claim = token.getClaim(name);
        Map<String, Object> map = claim.isMissing() || claim.isNull() ? null : claim.asMap();
        return map == null ? Map.of() : Collections.unmodifiableMap(map);
    }

    private Optional<String> text(String name) {
        return nonEmpty(token.getClaim(name).asString());
    }

    private static Optional<String> nonEmpty(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    @Override
    public String toString() {
        return "VerifiedToken[" + subject().orElse("of nobody") + ", expires at " + expiresAt() + "]";
    }
}
