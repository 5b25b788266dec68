package dev.plinth.spring.boot;

import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.auth.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Spring Security's view of a {@link TokenVerifier}. */
final class ProjectJwtDecoder implements JwtDecoder {

    private final TokenVerifier verifier;

    ProjectJwtDecoder(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Jwt decode(String token) {
        VerifiedToken verified = verify(token);
        Map<String, Object> claims = new LinkedHashMap<>(verified.claims());
        // Spring Security reads the standard times as instants.
        claims.put("exp", verified.expiresAt());
        claims.computeIfPresent("iat", (name, value) -> instant(value));
        claims.computeIfPresent("nbf", (name, value) -> instant(value));
        claims.computeIfPresent("aud", (name, value) -> verified.audience());
        claims.values().removeIf(value -> value == null);
        return Jwt.withTokenValue(token)
                .headers(headers -> headers.putAll(header(token)))
                .claims(all -> all.putAll(claims))
                .build();
    }

    private VerifiedToken verify(String token) {
        try {
            return verifier.verify(token);
        } catch (TokenVerificationException e) {
            // A token that could not be checked is not the caller's fault: 500, not 401.
            throw e.retryable() ? new JwtException(e.getMessage(), e) : new BadJwtException(e.getMessage(), e);
        }
    }

    private static @Nullable Instant instant(Object value) {
        return value instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }

    private static Map<String, Object> header(String token) {
        byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JsonParserFactory.getJsonParser().parseMap(new String(json, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "JwtDecoder[" + verifier + "]";
    }
}
