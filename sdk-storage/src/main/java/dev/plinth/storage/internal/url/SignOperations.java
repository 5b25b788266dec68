package dev.plinth.storage.internal.url;

import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.JwtClaims;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.SignedUploadUrl;
import dev.plinth.storage.SignedUrl;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates signed URLs. The response of Storage has no host. Through a control plane only a Studio's response has one,
 * so Storage's own routes are not used there.
 */
final class SignOperations {

    // The paths of signed and public URLs
    static final String SIGNED = "/object/sign/";
    static final String RENDERED_SIGNED = "/render/image/sign/";
    static final String SIGNED_UPLOAD = "/object/upload/sign/";
    static final String PUBLIC = "/object/public/";
    static final String RENDERED_PUBLIC = "/render/image/public/";

    private static final JsonReader<Item> ITEM = Json.reader(Item.class);
    private static final JsonReader<List<Item>> ITEMS = Json.listReader(Item.class);
    private static final JsonReader<Grant> GRANT = Json.reader(Grant.class);

    private SignOperations() {}

    /** A signed URL in a response: absolute from a Studio, relative to the service's prefix from Storage. */
    record Item(Optional<String> signedUrl_, Optional<String> signedURL_) {

        Optional<String> url() {
            return signedUrl_.or(() -> signedURL_);
        }
    }

    record Grant(Secret token) {}

    record SignedUrlRecord(String key, URI url, Optional<Instant> expiresAt) implements SignedUrl {

        @Override
        public String toString() {
            return Description.of("SignedUrl")
                    .add("key", key)
                    .add("expiresAt", expiresAt)
                    .toString();
        }
    }

    record SignedUploadUrlRecord(
            String bucket, String key, Secret token, Optional<URI> url, Optional<Instant> expiresAt)
            implements SignedUploadUrl {

        @Override
        public String toString() {
            return Description.of("SignedUploadUrl")
                    .add("bucket", bucket)
                    .add("key", key)
                    .add("expiresAt", expiresAt)
                    .toString();
        }
    }

    /**
     * {@code POST /object/sign/{bucket}/{path}}. The server signs the path as it was sent, so the reserved characters
     * in the path are not percent-encoded.
     */
    static Operation<SignedUrl> createSignedUrl(
            Connection connection, ObjectKey object, Duration expiresIn, UrlRequest request) {
        return Operation.safe(StorageService.SPEC, "storage.createSignedUrl", dialect -> {
                    Route.Builder route = createSignedUrlRoute(dialect, object, expiresIn, request);
                    return route == null
                            ? null
                            : route.decode(response -> signed(
                                    connection,
                                    object,
                                    request,
                                    Decoder.json(ITEM).decode(response)));
                })
                .context(object.context());
    }

    private static Route.@Nullable Builder createSignedUrlRoute(
            Dialect dialect, ObjectKey object, Duration expiresIn, UrlRequest request) {
        if (dialect == Dialect.STUDIO) {
            return request.transforms() || !NameRules.isSafeInProxies(object.key())
                    ? null
                    : Route.post("/buckets/{bucket}/objects/sign", object.bucket())
                            .json(Map.of("path", object.key(), "expiresIn", seconds(expiresIn)));
        }
        if (dialect == Dialect.NATIVE) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("expiresIn", seconds(expiresIn));
        if (request.transforms()) {
            body.put("transform", request.transform());
        }
        return Route.post("/object/sign/{bucket}/{path+}", object.bucket(), object.key())
                .json(body);
    }

    /** {@code POST /object/sign/{bucket}}: one item for each key, in the same order. */
    static Operation<List<Optional<SignedUrl>>> createSignedUrls(
            Connection connection, String bucket, List<ObjectKey> objects, Duration expiresIn, UrlRequest request) {
        List<String> keys = objects.stream().map(ObjectKey::key).toList();
        return Operation.safe(StorageService.SPEC, "storage.createSignedUrls", dialect -> {
                    Route.Builder route = createSignedUrlsRoute(dialect, bucket, keys, expiresIn);
                    return route == null
                            ? null
                            : route.decode(response -> decodeAll(
                                    connection,
                                    objects,
                                    request,
                                    Decoder.json(ITEMS).decode(response)));
                })
                .context("bucket", bucket, "objects", Integer.toString(keys.size()));
    }

    private static Route.@Nullable Builder createSignedUrlsRoute(
            Dialect dialect, String bucket, List<String> keys, Duration expiresIn) {
        return switch (dialect) {
            case STUDIO ->
                Route.post("/buckets/{bucket}/objects/sign-multi", bucket)
                        .json(Map.of("path", keys, "expiresIn", seconds(expiresIn)));
            case PROJECT ->
                Route.post("/object/sign/{bucket}", bucket)
                        .json(Map.of("paths", keys, "expiresIn", seconds(expiresIn)));
            case NATIVE -> null;
        };
    }

    private static List<Optional<SignedUrl>> decodeAll(
            Connection connection, List<ObjectKey> objects, UrlRequest request, List<Item> items) throws IOException {
        if (items.size() != objects.size()) {
            throw new UnexpectedBodyException(
                    objects.size() + " URLs were requested, but the response has " + items.size(), null);
        }
        @Nullable SignedUrl[] signed = new SignedUrl[items.size()];
        for (int i = 0; i < signed.length; i++) {
            signed[i] =
                    items.get(i).url().isPresent() ? signed(connection, objects.get(i), request, items.get(i)) : null;
        }
        return java.util.Arrays.stream(signed).map(Optional::ofNullable).toList();
    }

    private static SignedUrl signed(Connection connection, ObjectKey object, UrlRequest request, Item item)
            throws UnexpectedBodyException {
        String signedUrl = item.url().orElse("");
        String token = ObjectUrls.token(signedUrl);
        String base = base(connection, signedUrl);
        if (token == null || base == null) {
            throw new UnexpectedBodyException("the response contains no signed URL", null);
        }
        if (request.transforms() && !ObjectUrls.isTransformed(signedUrl)) {
            throw new UnexpectedBodyException(
                    "the server signed the image without its transformation",
                    "image transformation is disabled in this project");
        }
        URI url = ObjectUrls.signedUrl(base, ObjectUrls.isTransformed(signedUrl), object, token, request);
        return new SignedUrlRecord(object.name(), url, JwtClaims.expiry(Secret.of(token)));
    }

    private static @Nullable String base(Connection connection, String url) {
        return url.startsWith("/") ? Calls.address(connection, Service.STORAGE).orElse(null) : ObjectUrls.base(url);
    }

    /** {@code POST /object/upload/sign/{bucket}/{path}}. */
    static Operation<SignedUploadUrl> createSignedUploadUrl(Connection connection, ObjectKey object, boolean upsert) {
        return Operation.safe(
                        StorageService.SPEC,
                        "storage.createSignedUploadUrl",
                        dialect -> dialect == Dialect.STUDIO
                                        || (dialect == Dialect.NATIVE && !NameRules.isSafeInProxies(object.key()))
                                ? null
                                : Route.post("/object/upload/sign/{bucket}/{path+}", object.bucket(), object.key())
                                        .header("x-upsert", upsert ? "true" : null)
                                        .<SignedUploadUrl>decode(response -> signedUploadUrl(
                                                connection,
                                                object,
                                                Decoder.json(GRANT).decode(response))))
                .context(object.context());
    }

    private static SignedUploadUrl signedUploadUrl(Connection connection, ObjectKey object, Grant grant) {
        Secret token = grant.token();
        return new SignedUploadUrlRecord(
                object.bucket(),
                object.name(),
                token,
                Calls.address(connection, Service.STORAGE)
                        .map(base -> ObjectUrls.signedUploadUrl(
                                base, object, grant.token().reveal())),
                JwtClaims.expiry(token));
    }

    private static long seconds(Duration expiresIn) {
        if (expiresIn.toSeconds() < 1) {
            throw new IllegalArgumentException("expiresIn must be at least 1 second: " + expiresIn);
        }
        return expiresIn.toSeconds();
    }
}
