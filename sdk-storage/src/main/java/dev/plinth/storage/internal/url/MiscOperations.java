package dev.plinth.storage.internal.url;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.UnexpectedBodyException;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.api.StorageService;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Operations on the service itself: cache, health, version, and a Studio's public URLs. */
public final class MiscOperations {

    private static final JsonReader<Health> HEALTH = Json.reader(Health.class);
    private static final JsonReader<PublicUrl> PUBLIC_URL = Json.reader(PublicUrl.class);

    /** A version is one word, such as a tag or a commit. Any other text comes from another server. */
    private static final Pattern VERSION = Pattern.compile("(?!(null|true|false)$)[A-Za-z0-9][A-Za-z0-9._+-]*");

    private MiscOperations() {}

    record Health(Boolean healthy) {}

    record PublicUrl(Optional<String> publicUrl_) {}

    /** {@code DELETE /cdn}. */
    public static Operation<Done> purgeAll() {
        return purge("cache.purgeAll", "", false);
    }

    /** {@code DELETE /cdn?transformations=true}. */
    public static Operation<Done> purgeImages() {
        return purge("cache.purgeImages", "", true);
    }

    /** {@code DELETE /cdn/{bucket}}. */
    public static Operation<Done> purgeBucket(String bucket) {
        return purge("cache.purgeBucket", "/{bucket}", false, bucket);
    }

    /** {@code DELETE /cdn/{bucket}/{path}}. */
    public static Operation<Done> purgeObject(String bucket, String key) {
        return purge("cache.purgeObject", "/{bucket}/{path*}", false, bucket, key);
    }

    private static Operation<Done> purge(
            String operation, String template, boolean transformations, String... segments) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        operation,
                        dialect -> dialect == Dialect.PROJECT
                                ? Route.delete("/cdn" + template, segments)
                                        .query("transformations", transformations ? true : null)
                                        .decode(Decoder.done())
                                : null)
                .context("cache", String.join("/", segments));
    }

    /** {@code GET /health}. */
    public static Operation<Boolean> health() {
        return Operation.safe(
                StorageService.SPEC,
                "storage.checkHealth",
                dialect -> dialect == Dialect.PROJECT
                        ? Route.get("/health").decode(Decoder.json(HEALTH).then(Health::healthy))
                        : null);
    }

    /** {@code GET /version}. */
    public static Operation<String> version() {
        return Operation.safe(
                StorageService.SPEC,
                "storage.getVersion",
                dialect -> dialect == Dialect.PROJECT
                        ? Route.get("/version").decode(response -> {
                            Decoder.refuseHtml(response);
                            String text = new String(Decoder.bounded(response).readNBytes(200), StandardCharsets.UTF_8);
                            if (!VERSION.matcher(text).matches()) {
                                throw UnexpectedBodyException.shape();
                            }
                            return text;
                        })
                        : null);
    }

    /**
     * {@code POST /buckets/{bucket}/objects/public-url} of a Studio: gets the URL of an object in a public bucket, and
     * returns the part before the service's path, which is the base of all public URLs.
     */
    static Operation<String> publicBaseUrl(ObjectKey object) {
        return Operation.safe(
                        StorageService.SPEC,
                        "storage.publicUrl",
                        dialect -> dialect == Dialect.STUDIO
                                ? Route.post("/buckets/{bucket}/objects/public-url", object.bucket())
                                        .json(Map.of("path", object.key()))
                                        .decode(response -> {
                                            PublicUrl url =
                                                    Decoder.json(PUBLIC_URL).decode(response);
                                            String base = url.publicUrl_()
                                                    .map(ObjectUrls::base)
                                                    .orElse(null);
                                            if (base == null) {
                                                throw new UnexpectedBodyException(
                                                        "the response contains no URL of an object", null);
                                            }
                                            return base;
                                        })
                                : null)
                .context(object.context());
    }
}
