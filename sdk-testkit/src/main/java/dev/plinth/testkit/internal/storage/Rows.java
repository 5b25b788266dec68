package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON, in the key order of the server's response schemas. */
public final class Rows {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Rows() {}

    public static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** SQL NULL in a column that the schema calls a string prints as an empty one. */
    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static ObjectNode bucket(Bucket bucket, boolean withType) {
        ObjectNode row = Json.object("id", bucket.id(), "name", bucket.name(), "owner", text(bucket.owner()));
        row.put("public", bucket.isPublic());
        if (withType) {
            row.put("type", "STANDARD");
        }
        row.put("file_size_limit", bucket.fileSizeLimit());
        List<String> types = bucket.allowedMimeTypes();
        row.set("allowed_mime_types", types == null ? null : Json.array(types));
        return row.put("created_at", date(bucket.createdAt())).put("updated_at", date(bucket.updatedAt()));
    }

    static ObjectNode metadata(ObjectMetadata metadata) {
        ObjectNode node =
                Json.object("eTag", metadata.eTag(), "size", metadata.size(), "mimetype", metadata.mimeType());
        if (metadata.robotsTag() != null) {
            node.put("xRobotsTag", metadata.robotsTag());
        }
        if (!metadata.cacheControl().isEmpty()) {
            node.put("cacheControl", metadata.cacheControl());
        }
        return node.put("lastModified", date(metadata.lastModified()))
                .put("contentLength", metadata.size())
                .put("httpStatusCode", 200);
    }

    /** The whole row: in the answers to copy and to bulk delete. */
    static ObjectNode object(StoredObject object) {
        ObjectNode row = Json.object("name", object.name(), "bucket_id", object.bucketId())
                .put("owner", text(object.owner()))
                .put("owner_id", text(object.ownerId()))
                .put("version", object.version().toString())
                .put("id", object.id().toString());
        dates(row, object).set("metadata", metadata(object.metadata()));
        row.set("user_metadata", object.userMetadata());
        return row;
    }

    static ObjectNode info(StoredObject object) {
        ObjectMetadata metadata = object.metadata();
        ObjectNode row = Json.object("id", object.id(), "name", object.name(), "version", object.version())
                .put("bucket_id", object.bucketId())
                .put("size", metadata.size())
                .put("content_type", metadata.mimeType())
                .put("cache_control", metadata.cacheControl().isEmpty() ? null : metadata.cacheControl())
                .put("etag", metadata.eTag());
        row.set("metadata", object.userMetadata());
        return row.put("last_modified", date(object.updatedAt())).put("created_at", date(object.createdAt()));
    }

    /** Adds what lists say of an entry; of a folder they know no more than its name. */
    static ObjectNode entry(ObjectNode row, LevelScan.Entry entry) {
        if (entry.isFolder()) {
            List.of("id", "updated_at", "created_at", "last_accessed_at", "metadata")
                    .forEach(row::putNull);
            return row;
        }
        StoredObject object = entry.object();
        row.put("id", object.id().toString());
        dates(row, object).set("metadata", metadata(object.metadata()));
        return row;
    }

    static ObjectNode dates(ObjectNode row, StoredObject object) {
        return row.put("updated_at", date(object.updatedAt()))
                .put("created_at", date(object.createdAt()))
                .put("last_accessed_at", date(object.lastAccessedAt()));
    }

    /** The name of a folder in a list: with one slash at its end, even when its last parts are empty. */
    public static String folderName(String path) {
        return path.replaceFirst("/*\\z", "/");
    }
}
