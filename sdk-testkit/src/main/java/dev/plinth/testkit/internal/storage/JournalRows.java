package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as the journal's lines have them; one change a line. */
final class JournalRows {
    private JournalRows() {}

    static ObjectNode putBucket(Bucket bucket) {
        ObjectNode line = Json.object()
                .put("op", "putBucket")
                .put("id", bucket.id())
                .put("name", bucket.name())
                .put("owner", bucket.owner())
                .put("public", bucket.isPublic())
                .put("limit", bucket.fileSizeLimit())
                .put("created", bucket.createdAt().toString())
                .put("updated", bucket.updatedAt().toString())
                .put("analytics", bucket.analytics());
        if (bucket.allowedMimeTypes() != null) {
            bucket.allowedMimeTypes().forEach(line.putArray("types")::add);
        }
        return line;
    }

    static Bucket bucket(ObjectNode line) {
        List<String> types = new ArrayList<>();
        line.path("types").forEach(type -> types.add(type.asText()));
        return new Bucket(
                line.path("id").asText(),
                line.path("name").asText(),
                text(line, "owner"),
                line.path("public").asBoolean(),
                line.path("limit").isNumber() ? line.path("limit").asLong() : null,
                line.has("types") ? types : null,
                instant(line, "created"),
                instant(line, "updated"),
                line.path("analytics").asBoolean());
    }

    static ObjectNode deleteBucket(String id) {
        return Json.object("op", "deleteBucket", "id", id);
    }

    static ObjectNode putObject(StoredObject object) {
        ObjectMetadata metadata = object.metadata();
        ObjectNode line = Json.object()
                .put("op", "putObject")
                .put("id", object.id().toString())
                .put("bucket", object.bucketId())
                .put("name", object.name())
                .put("version", object.version().toString())
                .put("owner", object.ownerId())
                .put("created", object.createdAt().toString())
                .put("updated", object.updatedAt().toString())
                .put("accessed", object.lastAccessedAt().toString())
                .put("eTag", metadata.eTag())
                .put("size", metadata.size())
                .put("type", metadata.mimeType())
                .put("cache", metadata.cacheControl())
                .put("modified", metadata.lastModified().toString())
                .put("robots", metadata.robotsTag())
                .put("synthetic", object.body() instanceof Body.Synthetic);
        line.set("user", object.userMetadata());
        return line;
    }

    static StoredObject object(ObjectNode line, BodyStore bodies) {
        UUID version = UUID.fromString(line.path("version").asText());
        ObjectMetadata metadata = new ObjectMetadata(
                line.path("eTag").asText(),
                line.path("size").asLong(),
                line.path("type").asText(),
                line.path("cache").asText(),
                instant(line, "modified"),
                text(line, "robots"));
        boolean synthetic = line.path("synthetic").asBoolean();
        return new StoredObject(
                UUID.fromString(line.path("id").asText()),
                line.path("bucket").asText(),
                line.path("name").asText(),
                version,
                text(line, "owner"),
                instant(line, "created"),
                instant(line, "updated"),
                instant(line, "accessed"),
                metadata,
                userMetadata(line),
                synthetic ? new Body.Synthetic(metadata.size()) : bodies.existing(version, metadata.size()));
    }

    static ObjectNode deleteObject(String bucket, String name) {
        return Json.object("op", "deleteObject", "bucket", bucket, "name", name);
    }

    static ObjectNode seed(String bucket, int first, int count, Instant start) {
        return Json.object()
                .put("op", "seed")
                .put("bucket", bucket)
                .put("first", first)
                .put("count", count)
                .put("at", start.toString());
    }

    static Instant instant(ObjectNode line, String name) {
        return Instant.parse(line.path(name).asText());
    }

    private static @Nullable JsonNode userMetadata(ObjectNode line) {
        JsonNode node = line.get("user");
        return node == null || node.isNull() ? null : node;
    }

    private static @Nullable String text(ObjectNode line, String name) {
        return line.path(name).isTextual() ? line.path(name).asText() : null;
    }
}
