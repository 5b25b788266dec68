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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects: read, written as a whole, copied and deleted. What is not there counts as deleted. */
record ObjectOperations(StorageCore core) {
    private static final String BINARY = "application/octet-stream";
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";
    private static final String USER_PREFIX = "x-amz-meta-";
    private static final List<String> OVERRIDES = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern(
                    "EEE MMM dd uuuu HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Xml.Shape DELETE = new Xml.Shape("Delete", "Object", true, List.of("Key"));

    Reply put(S3Request request) throws IOException {
        // Chunks without content have bytes, so such a folder is an object of its own name.
        boolean folder = request.key().endsWith("/") && request.exchange().contentLength() == 0;
        String key = folder ? request.key() + PLACEHOLDER : request.key();
        String type = request.header("content-type", BINARY);
        String cacheControl = request.header("cache-control", "no-cache");
        Upload upload = upload(
                request,
                key,
                type,
                cacheControl,
                userMetadata(request.exchange().headers()));
        return store(request.caller(), upload, request.contentLength(), request.content());
    }

    /** An object that comes by a browser's form. */
    Reply post(S3Request request, PostForm form) throws IOException {
        form.checkPolicy(core.context().clock().instant());
        String key = form.fields().get("key");
        if (key == null) {
            throw StorageError.MISSING_PARAMETER.with("key");
        }
        String cacheControl = form.fields().getOrDefault("Cache-Control", "no-cache");
        ObjectNode user = userMetadata(form.fields().entrySet());
        Reply reply =
                store(request.caller(), upload(request, key, form.mimeType(), cacheControl, user), -1, form.file());
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
        if (isNotModified(request, object)) {
            Reply reply = Reply.of(304)
                    .header("content-length", "0")
                    .header("content-type", object.metadata().mimeType());
            return headers(reply, object, object.metadata().lastModified());
        }
        Reply reply =
                core.downloads().content(exchange, object, object.metadata().mimeType());
        headers(reply, object, object.metadata().lastModified());
        for (String name : OVERRIDES) {
            String value = exchange.query("response-" + name);
            if (value != null) {
                reply.set(name, value);
            }
        }
        return reply;
    }

    /** The row alone answers: no conditions, no ranges, and no length of an empty object. */
    Reply head(S3Request request) {
        StoredObject object = core.objects().visible(request.caller(), request.bucket(), request.key());
        long size = object.size();
        Reply reply = Reply.stream(200, object.metadata().mimeType(), size == 0 ? -1 : size, out -> {})
                .header("created-at", CREATED.format(object.createdAt()));
        headers(reply, object, object.updatedAt());
        int missing = userHeaders(Reply.of(200), object.userMetadata());
        return missing == 0 ? reply : reply.header("x-amz-missing-meta", Integer.toString(missing));
    }

    Reply copy(S3Request request) throws IOException {
        StoredObject source = source(core, request, true);
        boolean replace = request.header("x-amz-metadata-directive", "").equals("REPLACE");
        ObjectMetadata metadata = source.metadata();
        Upload target = new Upload(
                request.bucket(),
                request.key(),
                request.caller().subject(),
                replace ? request.header("content-type", BINARY) : metadata.mimeType(),
                replace ? request.header("cache-control", "") : metadata.cacheControl(),
                copiedMetadata(request, source, replace),
                metadata.robotsTag(),
                true);
        StoredObject copy = core.objects().copy(request.caller(), source, target);
        return Xml.of("CopyObjectResult")
                .text("ETag", copy.metadata().eTag())
                .text("LastModified", Rows.date(copy.updatedAt()))
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

    /** What {@code x-amz-copy-source} names. The server does not decode it: what clients encode it does not find. */
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
        return Xml.of("Tagging").text("TagSet", "").reply(200);
    }

    Reply delete(S3Request request) {
        StorageError.ACCESS_DENIED.throwIf(
                !delete(
                        request.caller(),
                        core.objects().bucket(request.bucket()).id(),
                        request.key()),
                "Access denied");
        return Reply.of(204);
    }

    Reply deleteMany(S3Request request) throws IOException {
        List<Map<String, String>> objects = Xml.records(request.exchange(), DELETE)
                .orElseThrow(() -> StorageError.INVALID_REQUEST.with("Body must be object"));
        String bucket = core.objects().bucket(request.bucket()).id();
        List<String> denied = new ArrayList<>();
        Xml xml = Xml.of("DeleteResult");
        for (Map<String, String> object : objects) {
            String key = object.getOrDefault("Key", "");
            if (delete(request.caller(), bucket, key)) {
                xml.open("Deleted").text("Key", key).close();
            } else {
                denied.add(key);
            }
        }
        denied.forEach(key -> xml.open("Error")
                .text("Key", key)
                .text("Code", "AccessDenied")
                .text("Message", "Access Denied")
                .close());
        return xml.reply(200);
    }

    /** Deletes an object, if there is one; false when that is not allowed. */
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
        userHeaders(reply, object.userMetadata());
        return reply;
    }

    /** A user's own metadata, as a request's headers, or a form's fields, have it. */
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

    /** Writes the user's metadata that can be a header; returns how much cannot. */
    private static int userHeaders(Reply reply, @Nullable JsonNode metadata) {
        int missing = 0;
        for (Map.Entry<String, JsonNode> entry :
                metadata == null ? Set.<Map.Entry<String, JsonNode>>of() : metadata.properties()) {
            String value = entry.getValue().asText();
            if (entry.getValue().isTextual() && isPlain(entry.getKey()) && isPlain(value)) {
                reply.header(USER_PREFIX + entry.getKey().toLowerCase(Locale.ROOT), value);
            } else {
                missing++;
            }
        }
        return missing;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static boolean isNotModified(S3Request request, StoredObject object) {
        String tag = request.header("if-none-match");
        if (tag != null) {
            return tag.equals(object.metadata().eTag());
        }
        String since = request.header("if-modified-since");
        return since != null && !object.metadata().lastModified().isAfter(date(since));
    }

    /** A date that cannot be read makes the server stumble. */
    private static Instant date(String text) {
        return HttpDates.parse(text).orElseGet(() -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw StorageError.INTERNAL.get();
            }
        });
    }
}
