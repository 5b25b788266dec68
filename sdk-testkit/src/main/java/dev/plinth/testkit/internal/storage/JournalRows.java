package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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

    /** Makes up objects by their number: the same ones each time, so that the journal needs one line for a million. */
    static final class SeededObjects {
        private static final int SIZES = 16;
        private static final int FOLDER = 1_000;
        private static final long ID_MARK = 0x5eed_0000_0000_4000L;
        private static final long VARIANT = 0x8000_0000_0000_0000L;

        private final String bucket;
        private final int first;
        private final Instant start;
        private final List<ObjectMetadata> metadata = new ArrayList<>();

        private SeededObjects(String bucket, int first, Instant start) {
            this.bucket = bucket;
            this.first = first;
            this.start = start;
            for (int i = 0; i < SIZES; i++) {
                metadata.add(metadata(64L << (i % 8), start));
            }
        }

        /** The object of a number: {@code seed/000001/000001234.txt}. */
        StoredObject get(int number) {
            ObjectMetadata shared = metadata.get(number % SIZES);
            String name = String.format("seed/%06d/%09d.txt", number / FOLDER, number);
            Instant at = start.plusNanos((number - first) * 1_000L);
            UUID id = new UUID(ID_MARK ^ ((long) bucket.hashCode() << 32), VARIANT | number);
            return new StoredObject(
                    id, bucket, name, id, null, at, at, at, shared, null, new Body.Synthetic(shared.size()));
        }

        static List<StoredObject> of(ObjectNode line) {
            int first = line.path("first").asInt();
            SeededObjects objects =
                    new SeededObjects(line.path("bucket").asText(), first, JournalRows.instant(line, "at"));
            List<StoredObject> all = new ArrayList<>();
            for (int i = first; i < first + line.path("count").asInt(); i++) {
                all.add(objects.get(i));
            }
            return all;
        }

        private static ObjectMetadata metadata(long size, Instant at) {
            MessageDigest digest = BodyStore.md5();
            try (java.io.InputStream in = new Body.Synthetic(size).open(0)) {
                digest.update(in.readAllBytes());
            } catch (java.io.IOException e) {
                throw new IllegalStateException("made-up content always reads", e);
            }
            String eTag = "\"" + HexFormat.of().formatHex(digest.digest()) + "\"";
            return new ObjectMetadata(eTag, size, "text/plain", "max-age=3600", at, null);
        }
    }
}
