package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The tokens in signed URLs. Any token of that shape that the project's secret signed is as good. */
public record SignedTokens(StorageCore core) {
    /** What a token for an upload allows. */
    public record UploadGrant(String url, @Nullable String owner, boolean upsert) {}

    /** A token for reading {@code bucket/key}. */
    String forDownload(String url, long seconds) {
        return sign(Json.object("url", url, "scope", "download"), seconds);
    }

    String forUpload(String url, @Nullable String owner, boolean upsert) {
        ObjectNode claims = Json.object();
        if (owner != null) {
            claims.put("owner", owner);
        }
        claims.put("url", url).put("upsert", upsert).put("scope", "upload");
        return sign(claims, core.settings().get(StorageSettings.UPLOAD_SIGNED_URL_EXPIRATION_TIME));
    }

    /** When a download's token expires; null when it never does. */
    @Nullable
    Instant verifyDownload(Exchange exchange, String bucket, String key) {
        ObjectNode claims = verify(tokenOf(exchange));
        checkScope(claims, "download");
        checkUrl(claims, bucket + "/" + key);
        return claims.path("exp").isNumber()
                ? Instant.ofEpochSecond(claims.path("exp").asLong())
                : null;
    }

    UploadGrant verifyUpload(Exchange exchange, String bucket, String key) {
        UploadGrant grant = verifyUpload(tokenOf(exchange));
        StorageError.INVALID_SIGNATURE.throwIf(!grant.url().equals(bucket + "/" + key), "Invalid signature");
        return grant;
    }

    /** What a token allows, whatever it is shown for. */
    public UploadGrant verifyUpload(String token) {
        ObjectNode claims = verify(token);
        checkScope(claims, "upload");
        return new UploadGrant(
                claims.path("url").asText(),
                text(claims, "owner"),
                claims.path("upsert").asBoolean());
    }

    private String sign(ObjectNode claims, long seconds) {
        long now = core.context().clock().instant().getEpochSecond();
        claims.put("iat", now).put("exp", now + seconds);
        return Jwts.sign(claims, JwtKey.ofSecret(core.context().keys().jwtSecret()), null, false);
    }

    private ObjectNode verify(String token) {
        try {
            return core.context().jwts().verify(token);
        } catch (JwtException e) {
            throw StorageError.INVALID_JWT.with(String.valueOf(e.getMessage()));
        }
    }

    /** A token without a scope is no signed URL's at all, and fails by its URL. */
    private static void checkScope(ObjectNode claims, String scope) {
        StorageError.INVALID_SIGNATURE.throwIf(
                claims.has("scope") && !scope.equals(claims.path("scope").asText()),
                "Token is not scoped for " + scope);
    }

    private static void checkUrl(ObjectNode claims, String url) {
        StorageError.INVALID_SIGNATURE.throwIf(!url.equals(claims.path("url").asText()), "Invalid signature");
    }

    private static String tokenOf(Exchange exchange) {
        return Fields.ofQuery(exchange).require("token").text("token", "");
    }

    private static @Nullable String text(ObjectNode claims, String name) {
        return claims.path(name).isTextual() ? claims.path(name).asText() : null;
    }
}
