package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs URLs for downloads, one or many, and for uploads, and verifies their tokens. Any token of that shape that the
 * project's secret signed is as good.
 */
public record SignedUrls(StorageCore core) {
    private static final String SIGN = "/object/sign/";
    private static final int MAX_PATHS = 1_000;
    /** The most that a token's expiry can be and still be a date. */
    private static final long MAX_SECONDS = 8_640_000_000_000L;

    /** What a token for an upload allows. */
    public record UploadGrant(@Nullable String owner, boolean upsert) {}

    void register(Router router) {
        router.post("/object/sign/{bucket}/*", this::sign)
                .post("/object/sign/{bucket}", this::signMany)
                .post("/object/upload/sign/{bucket}/*", this::signUpload);
    }

    private Reply sign(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("expiresIn");
        long seconds = body.integer("expiresIn", 1, 1);
        body.object("transform").ifPresent(Names::checkTransformation);
        Caller caller = core.authenticator().required(exchange);
        core.objects().visible(caller, exchange.param("bucket"), exchange.param("*"));
        checkLifetime(seconds);
        // the server signs the raw path, and decodes it only half: a client that encodes too much gets a bad URL
        String path =
                Percent.decodeUri(exchange.path().substring(SIGN.length())).orElse("");
        return Reply.json(200, Json.object("signedURL", downloadUrl(path, seconds)));
    }

    private Reply signMany(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("expiresIn", "paths");
        long seconds = body.integer("expiresIn", 1, 1);
        List<String> paths = body.texts("paths", 1, MAX_PATHS);
        Caller caller = core.authenticator().required(exchange);
        checkLifetime(seconds);
        String bucket = exchange.param("bucket");
        ArrayNode answers = Json.array();
        for (String path : paths) {
            boolean visible = core.state()
                    .object(bucket, path)
                    .filter(object -> core.access().sees(caller, object))
                    .isPresent();
            String error = visible ? null : "Either the object does not exist or you do not have access to it";
            String url = visible ? downloadUrl(bucket + "/" + path, seconds) : null;
            answers.add(Json.object("error", error, "path", path, "signedURL", url));
        }
        return Reply.json(200, answers);
    }

    private Reply signUpload(Exchange exchange) throws IOException {
        Fields.ignored(exchange);
        Caller caller = core.authenticator().required(exchange);
        String bucket = exchange.param("bucket");
        String key = exchange.param("*");
        boolean upsert = ObjectRoutes.isUpsert(exchange);
        core.access().checkUpload(caller, bucket, key, upsert);
        core.objects().checkBucketExists(bucket);
        core.objects().checkWritable(caller, bucket, key, upsert);
        String url = bucket + "/" + key;
        ObjectNode claims = Json.object();
        if (caller.subject() != null) {
            claims.put("owner", caller.subject());
        }
        claims.put("url", url).put("upsert", upsert).put("scope", "upload");
        String token = token(claims, core.settings().get(StorageSettings.UPLOAD_SIGNED_URL_EXPIRATION_TIME));
        return Reply.json(200, Json.object("url", "/object/upload/sign/" + url + "?token=" + token, "token", token));
    }

    private static void checkLifetime(long seconds) {
        StorageError.INVALID_PARAMETER.throwIf(seconds > MAX_SECONDS, "Invalid Parameter expiresIn");
    }

    private String downloadUrl(String path, long seconds) {
        return SIGN + path + "?token=" + token(Json.object("url", path, "scope", "download"), seconds);
    }

    private String token(ObjectNode claims, long seconds) {
        long now = core.context().clock().instant().getEpochSecond();
        claims.put("iat", now).put("exp", now + seconds);
        return Jwts.sign(claims, JwtKey.ofSecret(core.context().keys().jwtSecret()), null, false);
    }

    /** When the token of a download expires; null when it never does. */
    @Nullable
    Instant verifyDownload(String token, String bucket, String key) {
        JsonNode expiry = verify(token, "download", bucket, key).path("exp");
        return expiry.isNumber() ? Instant.ofEpochSecond(expiry.asLong()) : null;
    }

    /** What the token of an upload allows. */
    public UploadGrant verifyUpload(String token, String bucket, String key) {
        ObjectNode claims = verify(token, "upload", bucket, key);
        return new UploadGrant(
                Json.textOrNull(claims, "owner"), claims.path("upsert").asBoolean());
    }

    /** The claims of a token for an object. A token without a scope is none of a signed URL, and fails by its URL. */
    private ObjectNode verify(String token, String scope, String bucket, String key) {
        ObjectNode claims;
        try {
            claims = core.context().jwts().verify(token);
        } catch (JwtException e) {
            throw StorageError.INVALID_JWT.with(String.valueOf(e.getMessage()));
        }
        boolean scoped = !claims.has("scope") || claims.path("scope").asText().equals(scope);
        StorageError.INVALID_SIGNATURE.throwIf(!scoped, "Token is not scoped for " + scope);
        boolean same = claims.path("url").asText().equals(bucket + "/" + key);
        StorageError.INVALID_SIGNATURE.throwIf(!same, "Invalid signature");
        return claims;
    }

    /** The token in a request's query. */
    static String tokenOf(Exchange exchange) {
        return Fields.ofQuery(exchange).require("token").text("token", "");
    }
}
