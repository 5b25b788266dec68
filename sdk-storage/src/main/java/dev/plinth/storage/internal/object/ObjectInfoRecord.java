package dev.plinth.storage.internal.object;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.list.ListedObjectRecord;
import dev.plinth.storage.internal.list.ObjectRow;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An object's metadata, read from a metadata response or from an entry of a list. */
public record ObjectInfoRecord(
        String bucket,
        String key,
        Optional<String> id,
        Optional<String> version,
        OptionalLong size,
        Optional<String> contentType,
        Optional<String> cacheControl,
        Optional<String> etag,
        Map<String, Object> metadata,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt)
        implements ObjectInfo {

    static final JsonReader<Wire> WIRE = Json.reader(Wire.class);

    /** The response of {@code GET /object/info}. {@code last_modified} is the row's {@code updated_at}. */
    record Wire(
            Optional<String> name,
            Optional<String> id,
            Optional<String> version,
            Optional<Long> size,
            Optional<String> contentType,
            Optional<String> cacheControl,
            Optional<String> etag,
            Map<String, Object> metadata,
            Optional<Instant> createdAt,
            Optional<Instant> lastModified) {

        Wire {
            if (id.isEmpty() && name.isEmpty() && size.isEmpty() && etag.isEmpty()) {
                throw new IllegalArgumentException("the metadata has none of the expected fields");
            }
        }

        ObjectInfoRecord toRecord(ObjectKey object) {
            return new ObjectInfoRecord(
                    object.bucket(),
                    object.name(),
                    id,
                    version.filter(text -> !text.isEmpty()),
                    size.map(OptionalLong::of).orElse(OptionalLong.empty()),
                    contentType,
                    cacheControl,
                    etag,
                    Collections.unmodifiableMap(metadata),
                    createdAt,
                    lastModified);
        }
    }

    static ObjectInfoRecord of(ObjectKey object, ObjectRow row) {
        ListedObjectRecord entry = new ListedObjectRecord(object.name(), false, row);
        return new ObjectInfoRecord(
                object.bucket(),
                object.name(),
                row.id(),
                Optional.empty(),
                entry.size(),
                entry.contentType(),
                entry.cacheControl(),
                entry.etag(),
                Map.of(),
                row.createdAt(),
                row.updatedAt());
    }

    @Override
    public String toString() {
        return "ObjectInfo[bucket=" + bucket + ", key=" + key + (size.isPresent() ? ", size=" + size.getAsLong() : "")
                + contentType.map(text -> ", contentType=" + text).orElse("")
                + etag.map(text -> ", etag=" + text).orElse("") + "]";
    }
}
