package dev.plinth.testkit.internal.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.BodyStore;
import dev.plinth.testkit.internal.storage.Bucket;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.ObjectMetadata;
import dev.plinth.testkit.internal.storage.ObjectStore;
import dev.plinth.testkit.internal.storage.ObjectStore.Upload;
import dev.plinth.testkit.internal.storage.Rows;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects: read, written as a whole, copied and deleted. Deleting an object that does not exist succeeds. */
record ObjectOperations(StorageCore core) {
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";
    private static final String USER_PREFIX = "x-amz-meta-";
    private static final List<String> OVERRIDES = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern(
                    "EEE MMM dd uuuu HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Xml.Shape DELETE = new Xml.Shape("Delete", "Object", true, List.of("Key"));

    Reply put(S3Request request) throws IOException {
        // a body of chunks without content has a length, so that folder becomes an object with its own name
        boolean folder = request.key().endsWith("/") && request.exchange().contentLength() == 0;
        String key = folder ? request.key() + PLACEHOLDER : request.key();
        String type = request.header("content-type", S3Request.BINARY);
        String cacheControl = request.header("cache-control", "no-cache");
        ObjectNode metadata = userMetadata(request.exchange().headers());
        Upload upload = upload(request, key, type, cacheControl, metadata);
        return store(request.caller(), upload, request.contentLength(), request.content());
    }

    /** Stores an object from a browser's form. */
    Reply post(S3Request request) throws IOException {
        if (request.form().isEmpty()) {
            return Reply.of(404);
        }
        PostForm form = request.form().get();
        form.checkPolicy(core.context().clock().instant());
        String key = form.fields().get("key");
        if (key == null) {
            throw StorageError.MISSING_PARAMETER.with("key");
        }
        String cacheControl = form.fields().getOrDefault("Cache-Control", "no-cache");
        ObjectNode metadata = userMetadata(form.fields().entrySet());
        Upload upload = upload(request, key, form.mimeType(), cacheControl, metadata);
        Reply reply = store(request.caller(), upload, -1, form.file());
        form.finish();
        return reply;
    }

    private static Upload upload(
            S3Request request, String key, String type, String cacheControl, @Nullable JsonNode userMetadata) {
        String owner = request.caller().subject();
        return new Upload(request.bucket(), key, owner, type, cacheControl, userMetadata, null, true);
    }

    /** Makes content an object; whatever was there before is replaced. */
    private Reply store(Caller caller, Upload upload, long length, InputStream in) throws IOException {
        ObjectStore objects = core.objects();
        Bucket bucket = objects.bucket(upload.bucket());
        objects.checkMimeType(bucket, upload.key(), upload.mimeType());
        long limit = ObjectStore.isPlaceholder(upload.key()) ? 0 : objects.streamLimit(bucket);
        StorageError.TOO_LARGE.throwIf(length > limit);
        ObjectStore.checkNames(upload.bucket(), upload.key());
        objects.checkWritable(caller, bucket.id(), upload.key(), true);
        try (BodyStore.Incoming content = core.state().bodies().receive(in, limit)) {
            return Reply.of(200)
                    .header("etag", objects.store(upload, content).metadata().eTag());
        }
    }

    Reply get(S3Request request) throws IOException {
        StoredObject object = core.objects().visible(request.caller(), request.bucket(), request.key());
        Exchange exchange = request.exchange();
        ObjectMetadata metadata = object.metadata();
        if (isNotModified(request, metadata)) {
            Reply reply = Reply.of(304).header("content-length", "0").header("content-type", metadata.mimeType());
            return headers(reply, object, metadata.lastModified());
        }
        Reply reply = headers(
                core.downloads().content(exchange, object, metadata.mimeType()), object, metadata.lastModified());
        for (String name : OVERRIDES) {
            String value = exchange.query("response-" + name);
            if (value != null) {
                reply.set(name, value);
            }
        }
        return reply;
    }

    /** Only the row is read: no conditions, no ranges, and no length of an empty object. */
    Reply head(S3Request request) {
        StoredObject object = core.objects().visible(request.caller(), request.bucket(), request.key());
        long size = object.size();
        Reply reply = Reply.stream(200, object.metadata().mimeType(), size == 0 ? -1 : size, out -> {})
                .header("created-at", CREATED.format(object.createdAt()));
        headers(reply, object, object.updatedAt());
        long missing = metadata(object).filter(entry -> !isHeader(entry)).count();
        return missing == 0 ? reply : reply.header("x-amz-missing-meta", Long.toString(missing));
    }

    Reply copy(S3Request request) throws IOException {
        StoredObject source = source(core, request, true);
        boolean replace = request.header("x-amz-metadata-directive", "").equals("REPLACE");
        ObjectMetadata metadata = source.metadata();
        Upload target = new Upload(
                request.bucket(),
                request.key(),
                request.caller().subject(),
                replace ? request.header("content-type", S3Request.BINARY) : metadata.mimeType(),
                replace ? request.header("cache-control", "") : metadata.cacheControl(),
                copiedMetadata(request, source, replace),
                metadata.robotsTag(),
                true);
        StoredObject copy = core.objects().copy(request.caller(), source, target);
        return Xml.of("CopyObjectResult")
                .with("ETag", copy.metadata().eTag())
                .with("LastModified", Rows.date(copy.updatedAt()))
                .reply(200);
    }

    /** A replacement that names no metadata keeps what the replaced object has. */
    private static @Nullable JsonNode copiedMetadata(S3Request request, StoredObject source, boolean replace) {
        if (!replace) {
            return Objects.requireNonNullElse(source.userMetadata(), NullNode.instance);
        }
        JsonNode given = userMetadata(request.exchange().headers());
        return given.isEmpty() ? null : given;
    }

    /** The object in {@code x-amz-copy-source}. The server does not decode the header: encoded keys are not found. */
    static StoredObject source(StorageCore core, S3Request request, boolean checksTarget) {
        String[] path =
                request.header("x-amz-copy-source", "").replaceFirst("^/", "").split("/", 2);
        StorageError.MISSING_PARAMETER.throwIf(path.length < 2 || path[0].isEmpty() || path[1].isEmpty(), "CopySource");
        if (checksTarget) {
            ObjectStore.checkNames(request.bucket(), request.key());
        }
        return core.objects().source(request.caller(), path[0], path[1]);
    }

    Reply tagging(S3Request request) {
        core.objects().visible(request.caller(), request.bucket(), request.key());
        return Xml.of("Tagging").with("TagSet", "").reply(200);
    }

    Reply delete(S3Request request) {
        String bucket = core.objects().bucket(request.bucket()).id();
        StorageError.ACCESS_DENIED.throwIf(!delete(request.caller(), bucket, request.key()), "Access denied");
        return Reply.of(204);
    }

    Reply deleteMany(S3Request request) throws IOException {
        List<Map<String, String>> objects = DELETE.read(request.exchange())
                .orElseThrow(() -> StorageError.INVALID_REQUEST.with("Body must be object"));
        String bucket = core.objects().bucket(request.bucket()).id();
        List<ObjectNode> deleted = new ArrayList<>();
        List<ObjectNode> denied = new ArrayList<>();
        for (Map<String, String> object : objects) {
            String key = object.getOrDefault("Key", "");
            if (delete(request.caller(), bucket, key)) {
                deleted.add(Json.object("Key", key));
            } else {
                denied.add(Json.object("Key", key, "Code", "AccessDenied", "Message", "Access Denied"));
            }
        }
        return Xml.of("DeleteResult")
                .with("Deleted", deleted)
                .with("Error", denied)
                .reply(200);
    }

    /** Deletes an object, if there is one; false if that is not allowed. */
    private boolean delete(Caller caller, String bucket, String key) {
        Optional<StoredObject> object = core.state().object(bucket, key);
        if (object.isPresent() && !core.access().mayDelete(caller, object.get())) {
            return false;
        }
        object.ifPresent(core.state()::delete);
        return true;
    }

    private static Reply headers(Reply reply, StoredObject object, Instant modified) {
        if (!object.metadata().cacheControl().isEmpty()) {
            reply.header("cache-control", object.metadata().cacheControl());
        }
        reply.header("etag", object.metadata().eTag()).header("last-modified", HttpDates.format(modified));
        metadata(object)
                .filter(ObjectOperations::isHeader)
                .forEach(entry -> reply.header(
                        USER_PREFIX + entry.getKey().toLowerCase(Locale.ROOT),
                        entry.getValue().asText()));
        return reply;
    }

    /** The user metadata in a request's headers or in a form's fields. */
    static ObjectNode userMetadata(Collection<Map.Entry<String, String>> headers) {
        ObjectNode metadata = Json.object();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(USER_PREFIX)) {
                metadata.put(name.substring(USER_PREFIX.length()), header.getValue());
            }
        }
        return metadata;
    }

    private static Stream<Map.Entry<String, JsonNode>> metadata(StoredObject object) {
        JsonNode metadata = object.userMetadata();
        return metadata == null ? Stream.empty() : metadata.properties().stream();
    }

    /** Whether an entry of the metadata can be sent as a header. */
    private static boolean isHeader(Map.Entry<String, JsonNode> entry) {
        String text = entry.getKey() + entry.getValue().asText();
        return entry.getValue().isTextual() && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** A date that is not valid leads to an internal error. */
    private static boolean isNotModified(S3Request request, ObjectMetadata metadata) {
        String tag = request.exchange().header("if-none-match");
        String since = request.exchange().header("if-modified-since");
        if (tag != null || since == null) {
            return metadata.eTag().equals(tag);
        }
        try {
            return !metadata.lastModified().isAfter(HttpDates.parse(since).orElseGet(() -> Instant.parse(since)));
        } catch (DateTimeException e) {
            throw StorageError.INTERNAL.get();
        }
    }
}
