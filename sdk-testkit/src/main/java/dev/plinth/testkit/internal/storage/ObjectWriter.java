package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes objects, whichever protocol they come by: the checks that all share, and the one way to store. */
public record ObjectWriter(StorageCore core) {
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";

    /** The bucket that a name means; refuses names that no bucket can have. */
    public Bucket bucket(String name) {
        Names.checkBucket(name);
        return core.state().bucket(name).orElseThrow(StorageError.NO_SUCH_BUCKET);
    }

    /** Refuses names that no bucket, and no object, can have. */
    public static void checkNames(String bucket, String key) {
        Names.checkBucket(bucket);
        Names.checkKey(key);
    }

    /** A folder's placeholder, which must be empty, and may be of any type. */
    public static boolean isPlaceholder(String key) {
        return key.endsWith(PLACEHOLDER);
    }

    public void checkMimeType(Bucket bucket, String key, String mimeType) {
        RequestBodies.checkContentType(mimeType);
        if (!isPlaceholder(key) && !bucket.allows(mimeType)) {
            throw StorageError.MIME_TYPE.with(mimeType);
        }
    }

    /** What an object may have at most, by the bucket, the server, and what it is. */
    public long limit(Bucket bucket, String key) {
        if (isPlaceholder(key)) {
            return 0;
        }
        long limit = core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT);
        long standard = core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT_STANDARD);
        limit = standard > 0 ? Math.min(limit, standard) : limit;
        return bucket.fileSizeLimit() == null ? limit : Math.min(limit, bucket.fileSizeLimit());
    }

    /** What an object may have at most by TUS and S3, where a bucket's limit of 0 means none. */
    public long streamLimit(Bucket bucket) {
        long limit = core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT);
        Long own = bucket.fileSizeLimit();
        return own == null || own == 0 ? limit : Math.min(limit, own);
    }

    /** Refuses what the caller may not write, and then what exists already. */
    public void checkWritable(Caller caller, String bucket, String key, boolean upsert) {
        core.access().checkUpload(caller, bucket, key, upsert);
        if (!upsert && core.state().object(bucket, key).isPresent()) {
            throw StorageError.KEY_EXISTS.get();
        }
    }

    /** Makes content an object under a new version. */
    public StoredObject store(Upload upload, BodyStore.Incoming content) throws IOException {
        return store(upload, content, UUID.randomUUID());
    }

    /** Makes content an object under a version that was chosen before. */
    public StoredObject store(Upload upload, BodyStore.Incoming content, UUID version) throws IOException {
        Names.checkStorable(upload.bucket(), upload.key(), version.toString());
        Body body = core.state().bodies().commit(content, version);
        Instant now = core.stamp();
        ObjectMetadata metadata = new ObjectMetadata(
                content.eTag(), content.size(), upload.mimeType(), upload.cacheControl(), now, upload.robotsTag());
        try {
            return core.state().atomically(() -> {
                StoredObject object = row(upload, version, metadata, body, now);
                core.state().put(object);
                return object;
            });
        } catch (StorageException e) {
            core.state().bodies().delete(body);
            throw e;
        }
    }

    private StoredObject row(Upload upload, UUID version, ObjectMetadata metadata, Body body, Instant now) {
        Optional<StoredObject> before = core.state().object(upload.bucket(), upload.key());
        if (before.isPresent() && !upload.upsert()) {
            throw StorageError.KEY_EXISTS.get();
        }
        if (core.state().bucket(upload.bucket()).isEmpty()) {
            throw StorageError.NO_SUCH_BUCKET.get();
        }
        @Nullable JsonNode kept = before.map(StoredObject::userMetadata).orElse(null);
        return new StoredObject(
                before.map(StoredObject::id).orElseGet(UUID::randomUUID),
                upload.bucket(),
                upload.key(),
                version,
                upload.ownerId(),
                before.map(StoredObject::createdAt).orElse(now),
                now,
                before.map(StoredObject::lastAccessedAt).orElse(now),
                metadata,
                upload.userMetadata() == null ? kept : upload.userMetadata(),
                body);
    }
}
