package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads, raw or as a form, and by a signed URL; moves and copies, which nobody asks for the destination's limits. */
record WriteRoutes(StorageCore core) {

    void register(Router router) {
        router.post("/object/{bucket}/*", exchange -> upload(exchange, isUpsert(exchange)))
                .put("/object/{bucket}/*", exchange -> upload(exchange, true))
                .put("/object/upload/sign/{bucket}/*", this::signedUpload)
                .post("/object/move", this::move)
                .post("/object/copy", this::copy);
    }

    /** The header counts only in this very spelling. */
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
        SignedUrls.UploadGrant grant =
                core.signedUrls().verifyUpload(exchange, exchange.param("bucket"), exchange.param("*"));
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
            // a body without a length is not held against the limit: so does the server
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
        return Reply.json(200, Json.object("message", "Successfully moved"));
    }

    private void checkMovable(Caller caller, Way way) {
        boolean allowed = core.access().allows(caller, Operation.UPDATE, way.fromBucket(), way.from())
                && core.access().allows(caller, Operation.UPDATE, way.toBucket(), way.to());
        StorageError.ROW_LEVEL_SECURITY.throwIf(!allowed);
        StorageError.NO_RELATED_RESOURCE.throwIf(
                core.state().bucket(way.toBucket()).isEmpty());
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
