package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads, raw or as a form: {@code POST} and {@code PUT /object/{bucket}/*}, and by a signed URL. */
record UploadRoutes(StorageCore core, ObjectWriter writer, SignedTokens tokens) {
    void register(Router router) {
        router.post("/object/{bucket}/*", exchange -> upload(exchange, isUpsert(exchange)))
                .put("/object/{bucket}/*", exchange -> upload(exchange, true))
                .put("/object/upload/sign/{bucket}/*", this::signedUpload);
    }

    /** The header counts only in this very spelling. */
    static boolean isUpsert(Exchange exchange) {
        return "true".equals(exchange.header("x-upsert"));
    }

    private Reply upload(Exchange exchange, boolean upsert) throws IOException {
        RequestBodies.checkContentType(exchange.header("content-type"));
        Caller caller = core.authenticator().required(exchange);
        StoredObject object = receive(exchange, caller, caller.subject(), upsert);
        ObjectNode body = Json.object("Key", object.bucketId() + "/" + object.name(), "Id", object.id());
        return Reply.json(200, body);
    }

    private Reply signedUpload(Exchange exchange) throws IOException {
        RequestBodies.checkContentType(exchange.header("content-type"));
        SignedTokens.UploadGrant grant = tokens.verifyUpload(exchange, exchange.param("bucket"), exchange.param("*"));
        StoredObject object = receive(exchange, Caller.SERVICE, grant.owner(), grant.upsert());
        return Reply.json(200, Json.object("Key", object.bucketId() + "/" + object.name()));
    }

    private StoredObject receive(Exchange exchange, Caller caller, @Nullable String owner, boolean upsert)
            throws IOException {
        Bucket bucket = writer.bucket(exchange.param("bucket"));
        String key = exchange.param("*");
        RobotsTag.check(exchange.header("x-robots-tag"));
        String contentType = exchange.header("content-type");
        if (contentType != null && UploadForm.isForm(contentType)) {
            UploadForm form = UploadForm.open(contentType, exchange.body());
            writer.checkMimeType(bucket, key, form.mimeType());
            check(caller, bucket, key, upsert);
            return receiveForm(exchange, form, bucket, key, owner, upsert);
        }
        String mimeType = contentType == null ? "application/octet-stream" : contentType;
        writer.checkMimeType(bucket, key, mimeType);
        if (exchange.contentLength() > writer.limit(bucket, key)) {
            throw StorageError.TOO_LARGE.get();
        }
        check(caller, bucket, key, upsert);
        return receiveRaw(exchange, mimeType, bucket, key, owner, upsert);
    }

    private void check(Caller caller, Bucket bucket, String key, boolean upsert) {
        Names.checkKey(key);
        writer.checkWritable(caller, bucket.id(), key, upsert);
    }

    /** A body without a length is not held against the limit: so does the server. */
    private StoredObject receiveRaw(
            Exchange exchange, String mimeType, Bucket bucket, String key, @Nullable String owner, boolean upsert)
            throws IOException {
        Optional<JsonNode> metadata = UserMetadata.ofHeader(exchange.header("x-metadata"));
        String cacheControl = exchange.header("cache-control");
        long limit = ObjectWriter.isPlaceholder(key) ? 0 : Long.MAX_VALUE;
        try (BodyStore.Incoming content = core.state().bodies().receive(exchange.body(), limit)) {
            return writer.store(
                    new Upload(
                            bucket.id(),
                            key,
                            owner,
                            mimeType,
                            cacheControl == null ? "no-cache" : cacheControl,
                            metadata.orElseGet(Json::object),
                            exchange.header("x-robots-tag"),
                            upsert),
                    content);
        }
    }

    private StoredObject receiveForm(
            Exchange exchange, UploadForm form, Bucket bucket, String key, @Nullable String owner, boolean upsert)
            throws IOException {
        try (BodyStore.Incoming content = core.state().bodies().receive(form.file(), writer.limit(bucket, key))) {
            form.finish(content.size());
            return writer.store(
                    new Upload(
                            bucket.id(),
                            key,
                            owner,
                            form.mimeType(),
                            form.cacheControl(),
                            UserMetadata.ofText(form.metadata()).orElseGet(Json::object),
                            exchange.header("x-robots-tag"),
                            upsert),
                    content);
        }
    }
}
