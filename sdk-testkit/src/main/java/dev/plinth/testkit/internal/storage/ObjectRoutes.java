package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.Access.Authenticator;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Downloads, info, lists, uploads, moves, copies and deletions of objects; health, version, and a cache purge that is
 * refused.
 */
record ObjectRoutes(StorageCore core) {
    private static final int HARD_LIMIT = 1_000;

    private static final String VERSION = "1.11.2-local";

    void register(Router router) {
        Authenticator callers = core.authenticator();
        router.get("/object/authenticated/{bucket}/*", exchange -> download(exchange, callers.present(exchange)))
                .get("/object/{bucket}/*", exchange -> download(exchange, callers.optional(exchange)))
                .get("/object/public/{bucket}/*", exchange -> download(exchange, Optional.empty()))
                .get("/object/sign/{bucket}/*", this::signed)
                .get("/object/info/{bucket}/*", exchange -> info(exchange, callers.optional(exchange)))
                .get("/object/info/authenticated/{bucket}/*", exchange -> info(exchange, callers.present(exchange)))
                .on("GET", "/object/info/public/{bucket}/*", exchange -> info(exchange, Optional.empty()))
                .delete("/object/{bucket}/*", this::delete)
                .delete("/object/{bucket}", this::deleteMany)
                .post("/object/list/{bucket}", this::folder)
                // a bucket called "list" cannot be written by POST: this route takes it for a list
                .post("/object/list/*", this::folder)
                .post("/object/list-v2/{bucket}", this::prefix)
                .post("/object/list-v2/*", this::prefix)
                .post("/object/{bucket}/*", exchange -> upload(exchange, isUpsert(exchange)))
                .put("/object/{bucket}/*", exchange -> upload(exchange, true))
                .put("/object/upload/sign/{bucket}/*", this::signedUpload)
                .post("/object/move", this::move)
                .post("/object/copy", this::copy)
                .get("/status", exchange -> Reply.of(200))
                .get("/version", exchange -> Reply.text(200, "text/plain; charset=utf-8", VERSION))
                .get("/health", this::health)
                .delete("/cdn", this::purge)
                .delete("/cdn/{bucket}", this::purge)
                .delete("/cdn/*", this::purge);
    }

    private Reply signed(Exchange exchange) throws IOException {
        String bucket = exchange.param("bucket");
        String key = exchange.param("*");
        Instant expires = core.signedUrls().verifyDownload(SignedUrls.tokenOf(exchange), bucket, key);
        return core.downloads().of(exchange, core.objects().existing(bucket, key), expires);
    }

    private Reply download(Exchange exchange, Optional<Caller> caller) throws IOException {
        StoredObject object = core.objects().find(caller, exchange.param("bucket"), exchange.param("*"));
        return core.downloads().of(exchange, object, null);
    }

    private Reply info(Exchange exchange, Optional<Caller> caller) {
        StoredObject object = core.objects().find(caller, exchange.param("bucket"), exchange.param("*"));
        return Reply.json(200, Rows.info(object))
                .header("etag", object.metadata().eTag())
                .header("last-modified", HttpDates.format(object.updatedAt()))
                .header("cache-control", object.metadata().cacheControl());
    }

    private Reply delete(Exchange exchange) throws IOException {
        Fields.ignored(exchange);
        Caller caller = core.authenticator().required(exchange);
        StoredObject object = core.state()
                .object(exchange.param("bucket"), exchange.param("*"))
                .orElseThrow(StorageError.NO_SUCH_KEY);
        StorageError.ACCESS_DENIED.throwIf(!core.access().mayDelete(caller, object), "Access denied");
        core.state().delete(object);
        return message("Successfully deleted");
    }

    private Reply deleteMany(Exchange exchange) throws IOException {
        Fields body = Fields.ofBody(exchange).require("prefixes");
        boolean hard = core.settings().get(StorageSettings.REQUEST_HARD_LIMITS_ENABLED);
        List<String> names = body.texts("prefixes", 1, hard ? HARD_LIMIT : Integer.MAX_VALUE);
        Caller caller = core.authenticator().required(exchange);
        ArrayNode deleted = Json.array();
        for (String name : new LinkedHashSet<>(names)) {
            core.state()
                    .object(exchange.param("bucket"), name)
                    .filter(object -> core.access().mayDelete(caller, object))
                    .ifPresent(object -> {
                        core.state().delete(object);
                        deleted.add(Rows.object(object));
                    });
        }
        return Reply.json(200, deleted);
    }

    private Reply folder(Exchange exchange) throws IOException {
        FolderList list = FolderList.of(Fields.ofBody(exchange));
        return list(exchange, core.authenticator().required(exchange), list::of);
    }

    private Reply prefix(Exchange exchange) throws IOException {
        PrefixList list = PrefixList.of(Fields.ofBody(exchange));
        return list(exchange, core.authenticator().verified(exchange), list::of);
    }

    private Reply list(
            Exchange exchange, Caller caller, BiFunction<ObjectIndex, Predicate<StoredObject>, JsonNode> list) {
        String bucket = exchange.paramOr("bucket", "*");
        Names.checkBucket(bucket);
        ObjectIndex objects = core.state().objects(bucket);
        return Reply.json(200, list.apply(objects, object -> core.access().sees(caller, object)));
    }

    private Reply health(Exchange exchange) {
        try {
            core.authenticator().verified(exchange);
            return Reply.json(200, Json.object("healthy", true));
        } catch (StorageException e) {
            return e.replyCodeFirst();
        }
    }

    private Reply purge(Exchange exchange) {
        core.authenticator().service(exchange);
        throw StorageError.MISSING_PARAMETER.with("CDN_PURGE_ENDPOINT_URL is not set");
    }

    private static Reply message(String text) {
        return Reply.json(200, Json.object("message", text));
    }

    /** Only the exact value {@code true} counts. */
    static boolean isUpsert(Exchange exchange) {
        return "true".equals(exchange.header("x-upsert"));
    }

    private Reply upload(Exchange exchange, boolean upsert) throws IOException {
        Fields.checkContentType(exchange.header("content-type"));
        Caller caller = core.authenticator().required(exchange);
        StoredObject object = receive(exchange, caller, caller.subject(), upsert);
        return Reply.json(200, Json.object("Key", object.bucketId() + "/" + object.name(), "Id", object.id()));
    }

    private Reply signedUpload(Exchange exchange) throws IOException {
        Fields.checkContentType(exchange.header("content-type"));
        SignedUrls.UploadGrant grant = core.signedUrls()
                .verifyUpload(SignedUrls.tokenOf(exchange), exchange.param("bucket"), exchange.param("*"));
        StoredObject object = receive(exchange, Caller.SERVICE, grant.owner(), grant.upsert());
        return Reply.json(200, Json.object("Key", object.bucketId() + "/" + object.name()));
    }

    private StoredObject receive(Exchange exchange, Caller caller, @Nullable String owner, boolean upsert)
            throws IOException {
        ObjectStore objects = core.objects();
        Bucket bucket = objects.bucket(exchange.param("bucket"));
        String key = exchange.param("*");
        String robotsTag = exchange.header("x-robots-tag");
        Names.checkRobotsTag(robotsTag);
        UploadBody body = UploadBody.of(exchange);
        long limit = objects.limit(bucket, key);
        if (body.isForm()) {
            objects.checkAllowed(bucket, key, body.mimeType());
        } else {
            objects.checkMimeType(bucket, key, body.mimeType());
            StorageError.TOO_LARGE.throwIf(exchange.contentLength() > limit);
            // as on the real server, the limit does not apply to a body without a length
            limit = ObjectStore.isPlaceholder(key) ? 0 : Long.MAX_VALUE;
        }
        Names.checkKey(key);
        objects.checkWritable(caller, bucket.id(), key, upsert);
        try (BodyStore.Incoming content = core.state().bodies().receive(body.content(), limit)) {
            body.finish(content.size());
            Upload upload = new Upload(
                    bucket.id(),
                    key,
                    owner,
                    body.mimeType(),
                    body.cacheControl(),
                    body.userMetadata(),
                    robotsTag,
                    upsert);
            return objects.store(upload, content);
        }
    }

    private record Way(String fromBucket, String from, String toBucket, String to) {
        static Way of(Fields body) {
            body.require("bucketId", "sourceKey", "destinationKey");
            String bucket = body.text("bucketId", "");
            String destination = body.text("destinationBucket", "");
            return new Way(
                    bucket,
                    body.text("sourceKey", ""),
                    destination.isEmpty() ? bucket : destination,
                    body.text("destinationKey", ""));
        }

        boolean same() {
            return fromBucket.equals(toBucket) && from.equals(to);
        }
    }

    private Reply move(Exchange exchange) throws IOException {
        Way way = Way.of(Fields.ofBody(exchange));
        Caller caller = core.authenticator().required(exchange);
        Names.checkKey(way.to());
        StoredObject source = core.objects().source(caller, way.fromBucket(), way.from());
        if (!way.same()) {
            checkMovable(caller, way);
            UUID version = UUID.randomUUID();
            Names.checkStorable(way.toBucket(), way.to(), version);
            core.state().bodies().copy(source, version);
            StoredObject target = source.movedTo(way.toBucket(), way.to(), version, core.stamp());
            moveUnlessTaken(source, target);
        }
        return message("Successfully moved");
    }

    private void checkMovable(Caller caller, Way way) {
        boolean allowed = core.access().allows(caller, Operation.UPDATE, way.fromBucket(), way.from())
                && core.access().allows(caller, Operation.UPDATE, way.toBucket(), way.to());
        StorageError.ROW_LEVEL_SECURITY.throwIf(!allowed);
        core.objects().checkBucketExists(way.toBucket());
    }

    private void moveUnlessTaken(StoredObject source, StoredObject target) {
        core.state().atomically(() -> {
            if (core.state().object(target.bucketId(), target.name()).isPresent()) {
                core.state().bodies().delete(target);
                throw StorageError.RESOURCE_EXISTS.get();
            }
            core.state().move(source, target);
        });
    }

    private Reply copy(Exchange exchange) throws IOException {
        Fields fields = Fields.ofBody(exchange);
        Way way = Way.of(fields);
        boolean copies = fields.flag("copyMetadata", true);
        Optional<Fields> changes = fields.object("metadata").filter(given -> !copies);
        Caller caller = core.authenticator().required(exchange);
        Names.checkKey(way.to());
        StoredObject source = core.objects().source(caller, way.fromBucket(), way.from());
        String type = changes.map(given -> given.text("mimetype", "")).orElse("");
        String cache = changes.map(given -> given.text("cacheControl", "")).orElse("");
        Upload target = new Upload(
                way.toBucket(),
                way.to(),
                caller.subject(),
                type.isEmpty() ? source.metadata().mimeType() : type,
                cache.isEmpty() ? source.metadata().cacheControl() : cache,
                copies
                        ? Objects.requireNonNullElse(source.userMetadata(), NullNode.instance)
                        : UserMetadata.ofHeader(exchange.header("x-metadata")).orElse(null),
                source.metadata().robotsTag(),
                isUpsert(exchange));
        StoredObject copy = core.objects().copy(caller, source, target);
        ObjectNode answer = Json.object("Key", copy.bucketId() + "/" + copy.name(), "Id", copy.id());
        return Reply.json(200, answer.setAll(Rows.object(copy)));
    }
}
