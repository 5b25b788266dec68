package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies objects without copying their bytes, where the file system can; nobody asks for the target's limits. */
public record ObjectCopier(StorageCore core) {
    /**
     * Where a copy goes, and what is said of it.
     *
     * @param bucket the bucket's id
     * @param key the object's name
     * @param metadata the source's metadata, or what stands in place of it
     * @param userMetadata the user's own metadata, if any
     * @param upsert whether it may replace an object
     */
    public record Target(
            String bucket,
            String key,
            ObjectMetadata metadata,
            @Nullable JsonNode userMetadata,
            boolean upsert) {}

    public StoredObject copy(Caller caller, StoredObject source, Target target) throws IOException {
        core.access().checkUpload(caller, target.bucket(), target.key(), target.upsert());
        if (core.state().bucket(target.bucket()).isEmpty()) {
            throw StorageError.NO_RELATED_RESOURCE.get();
        }
        UUID version = UUID.randomUUID();
        Names.checkStorable(target.bucket(), target.key(), version.toString());
        Body body = core.state().bodies().copy(source.body(), version);
        return core.state().atomically(() -> {
            Optional<StoredObject> before = core.state().object(target.bucket(), target.key());
            if (before.isPresent() && !target.upsert()) {
                core.state().bodies().delete(body);
                throw StorageError.KEY_EXISTS.get();
            }
            StoredObject object = row(caller, target, before, version, body);
            core.state().put(object);
            return object;
        });
    }

    private StoredObject row(Caller caller, Target target, Optional<StoredObject> before, UUID version, Body body) {
        ObjectMetadata metadata = target.metadata();
        Instant now = core.stamp();
        return new StoredObject(
                before.map(StoredObject::id).orElseGet(UUID::randomUUID),
                target.bucket(),
                target.key(),
                version,
                caller.subject(),
                before.map(StoredObject::createdAt).orElse(now),
                now,
                before.map(StoredObject::lastAccessedAt).orElse(now),
                metadata.with(metadata.mimeType(), metadata.cacheControl(), now),
                target.userMetadata(),
                body);
    }
}
