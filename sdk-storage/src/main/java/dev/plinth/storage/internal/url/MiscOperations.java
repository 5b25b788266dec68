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

/** What is neither a bucket nor an object's content. */
public final class MiscOperations {

    private static final JsonReader<Health> HEALTH = Json.reader(Health.class);
    private static final JsonReader<PublicUrl> PUBLIC_URL = Json.reader(PublicUrl.class);

    /** A version is one word, as a tag or a commit is; what else comes is of another server. */
    private static final Pattern VERSION = Pattern.compile("(?!(null|true|false)$)[A-Za-z0-9][A-Za-z0-9._+-]*");

    private MiscOperations() {}

    record Health(Boolean healthy) {}

    record PublicUrl(Optional<String> publicUrl_) {}

    /** {@code DELETE /cdn[/{bucket}[/{path}]]}. */
    public static Operation<Done> purge(String template, boolean transformations, String... where) {
        return Operation.idempotent(
                        StorageService.SPEC,
                        "storage.purgeCache",
                        dialect -> dialect == Dialect.PROJECT
                                ? Route.delete("/cdn" + template, where)
                                        .query("transformations", transformations ? true : null)
                                        .decode(Decoder.done())
                                : null)
                .context("cache", String.join("/", where));
    }

    /** {@code GET /health}. */
    public static Operation<Boolean> health() {
        return Operation.safe(
                StorageService.SPEC,
                "storage.healthy",
                dialect -> dialect == Dialect.PROJECT
                        ? Route.get("/health").decode(Decoder.json(HEALTH).then(Health::healthy))
                        : null);
    }

    /** {@code GET /version}. */
    public static Operation<String> version() {
        return Operation.safe(
                StorageService.SPEC,
                "storage.version",
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

    /** A Studio tells the address of an object in a public bucket; what stands before its path is the project's. */
    static Operation<String> publicBase(ObjectKey at) {
        return Operation.safe(
                        StorageService.SPEC,
                        "storage.publicUrl",
                        dialect -> dialect == Dialect.STUDIO
                                ? Route.post("/buckets/{bucket}/objects/public-url", at.bucket())
                                        .json(Map.of("path", at.key()))
                                        .decode(response -> {
                                            PublicUrl url =
                                                    Decoder.json(PUBLIC_URL).decode(response);
                                            String base = url.publicUrl_()
                                                    .map(ObjectUrls::base)
                                                    .orElse(null);
                                            if (base == null) {
                                                throw new UnexpectedBodyException(
                                                        "what came is not the address of an object", null);
                                            }
                                            return base;
                                        })
                                : null)
                .context(at.about());
    }
}
