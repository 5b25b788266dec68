package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        SignedTokens.UploadGrant grant =
                core.tokens().verifyUpload(exchange, exchange.param("bucket"), exchange.param("*"));
        StoredObject object = receive(exchange, Caller.SERVICE, grant.owner(), grant.upsert());
        return Reply.json(200, Json.object("Key", object.bucketId() + "/" + object.name()));
    }

    private StoredObject receive(Exchange exchange, Caller caller, @Nullable String owner, boolean upsert)
            throws IOException {
        ObjectStore objects = core.objects();
        Bucket bucket = objects.bucket(exchange.param("bucket"));
        String key = exchange.param("*");
        Names.checkRobotsTag(exchange.header("x-robots-tag"));
        String contentType = exchange.headerOr("content-type", "application/octet-stream");
        UploadForm form = UploadForm.isForm(contentType) ? UploadForm.open(contentType, exchange.body()) : null;
        if (form == null) {
            objects.checkMimeType(bucket, key, contentType);
        } else {
            objects.checkAllowed(bucket, key, form.mimeType());
        }
        if (form == null && exchange.contentLength() > objects.limit(bucket, key)) {
            throw StorageError.TOO_LARGE.get();
        }
        Names.checkKey(key);
        objects.checkWritable(caller, bucket.id(), key, upsert);
        if (form == null) {
            return receiveRaw(exchange, contentType, bucket.id(), key, owner, upsert);
        }
        try (BodyStore.Incoming content = core.state().bodies().receive(form.file(), objects.limit(bucket, key))) {
            form.finish(content.size());
            Upload upload = new Upload(
                    bucket.id(),
                    key,
                    owner,
                    form.mimeType(),
                    form.cacheControl(),
                    UserMetadata.ofText(form.metadata())
                            .filter(JsonNode::isObject)
                            .orElseGet(Json::object),
                    exchange.header("x-robots-tag"),
                    upsert);
            return objects.store(upload, content);
        }
    }

    /** A body without a length is not held against the limit: so does the server. */
    private StoredObject receiveRaw(
            Exchange exchange, String mimeType, String bucket, String key, @Nullable String owner, boolean upsert)
            throws IOException {
        Upload upload = new Upload(
                bucket,
                key,
                owner,
                mimeType,
                exchange.headerOr("cache-control", "no-cache"),
                UserMetadata.ofHeader(exchange.header("x-metadata"))
                        .filter(JsonNode::isObject)
                        .orElseGet(Json::object),
                exchange.header("x-robots-tag"),
                upsert);
        long limit = ObjectStore.isPlaceholder(key) ? 0 : Long.MAX_VALUE;
        try (BodyStore.Incoming content = core.state().bodies().receive(exchange.body(), limit)) {
            return core.objects().store(upload, content);
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
            Names.checkStorable(way.toBucket(), way.to(), version.toString());
            Body body = core.state().bodies().copy(source.body(), version);
            StoredObject target = source.movedTo(way.toBucket(), way.to(), version, body, core.stamp());
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
                core.state().bodies().delete(target.body());
                throw StorageError.RESOURCE_EXISTS.get();
            }
            core.state().move(source, target);
            return true;
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

    /**
     * An upload as a form: the first file part is the object, fields say the rest. Fields after the file count only when
     * the file is so small that the server had parsed them already.
     */
    static final class UploadForm {
        private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]*)\"|([^;\\s]+))");
        private static final int MAX_FIELDS = 10;
        private static final int MAX_FIELD = 1 << 20;
        private static final int SMALL = 64 * 1024;

        private final MultipartReader reader;
        private final Map<String, String> fields = new HashMap<>();
        private @Nullable String partType;

        private UploadForm(MultipartReader reader) {
            this.reader = reader;
        }

        static boolean isForm(@Nullable String contentType) {
            return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        }

        /** Reads up to the first file. */
        static UploadForm open(String contentType, InputStream body) throws IOException {
            Matcher boundary = BOUNDARY.matcher(contentType);
            StorageError.INVALID_REQUEST.throwIf(!boundary.find(), "Multipart: Boundary not found");
            String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
            UploadForm form = new UploadForm(new MultipartReader(body, mark));
            StorageError.INVALID_REQUEST.throwIf(!form.readToFile(), "No content provided");
            return form;
        }

        InputStream file() {
            return reader.content();
        }

        /** Reads what comes after the file. */
        void finish(long fileSize) throws IOException {
            Map<String, String> before = Map.copyOf(fields);
            Optional<MultipartReader.Part> part = reader.next();
            while (part.isPresent()) {
                if (!part.get().file()) {
                    readField(part.get());
                }
                part = reader.next();
            }
            if (fileSize > SMALL) {
                fields.clear();
                fields.putAll(before);
            }
        }

        String mimeType() {
            String type = partType == null ? "text/plain" : partType;
            String field = fields.getOrDefault("contentType", "");
            return field.isEmpty() ? type : field;
        }

        String cacheControl() {
            String seconds = fields.get("cacheControl");
            return seconds == null ? "no-cache" : "max-age=" + seconds;
        }

        @Nullable
        String metadata() {
            String metadata = fields.get("metadata");
            return metadata == null ? fields.get("userMetadata") : metadata;
        }

        private boolean readToFile() throws IOException {
            Optional<MultipartReader.Part> part = reader.next();
            while (part.isPresent() && !part.get().file()) {
                readField(part.get());
                part = reader.next();
            }
            partType = part.map(MultipartReader.Part::contentType).orElse(null);
            return part.isPresent();
        }

        /** What is longer than the limit is cut off, as the server's parser does. */
        private void readField(MultipartReader.Part part) throws IOException {
            StorageError.INVALID_REQUEST.throwIf(
                    fields.size() == MAX_FIELDS, "Request stream closed before upload could begin");
            String value = new String(reader.content().readNBytes(MAX_FIELD), StandardCharsets.UTF_8);
            fields.put(part.name(), value);
        }
    }
}
