package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.platform.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds, writes and copies objects for all protocols, with the checks that they share. What a caller may not see does
 * not exist for them.
 */
public record ObjectStore(StorageState state, Access access, Settings settings, MovableClock clock) {
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";

    /** An object of a public bucket, or one that the caller sees. Without a caller, private buckets do not exist. */
    StoredObject find(Optional<Caller> caller, String bucketId, String key) {
        Bucket bucket = state.bucket(bucketId)
                .filter(found -> found.isPublic() || caller.isPresent())
                .orElseThrow(StorageError.NO_SUCH_BUCKET);
        return bucket.isPublic() ? existing(bucketId, key) : visible(caller.orElseThrow(), bucketId, key);
    }

    /** An object that the caller sees, whatever the bucket. */
    public StoredObject visible(Caller caller, String bucket, String key) {
        Names.checkKey(key);
        access.allows(caller, Operation.SELECT, bucket, key);
        return state.object(bucket, key)
                .filter(object -> access.sees(caller, object))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** The source of a copy; an invalid key is not found, rather than refused. */
    public StoredObject source(Caller caller, String bucket, String key) {
        return state.object(bucket, key)
                .map(object -> visible(caller, bucket, key))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** An object, without a check of permissions. */
    StoredObject existing(String bucket, String key) {
        Names.checkKey(key);
        return state.object(bucket, key).orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** The bucket of a name; an invalid name is refused. */
    public Bucket bucket(String name) {
        Names.checkBucket(name);
        return state.bucket(name).orElseThrow(StorageError.NO_SUCH_BUCKET);
    }

    /** Refuses invalid names. */
    public static void checkNames(String bucket, String key) {
        Names.checkBucket(bucket);
        Names.checkKey(key);
    }

    /** Whether a key is a folder's placeholder, which must be empty and may have any type. */
    public static boolean isPlaceholder(String key) {
        return key.endsWith(PLACEHOLDER);
    }

    public void checkMimeType(Bucket bucket, String key, String mimeType) {
        Fields.checkContentType(mimeType);
        checkAllowed(bucket, key, mimeType);
    }

    /** As {@link #checkMimeType}, for a type that may be any text, because it is not the request's header. */
    void checkAllowed(Bucket bucket, String key, String mimeType) {
        StorageError.MIME_TYPE.throwIf(!isPlaceholder(key) && !bucket.allows(mimeType), mimeType);
    }

    /** The maximum size of an object, by its bucket, the settings and its key. */
    public long limit(Bucket bucket, String key) {
        if (isPlaceholder(key)) {
            return 0;
        }
        long limit = settings.get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT);
        long standard = settings.get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT_STANDARD);
        limit = standard > 0 ? Math.min(limit, standard) : limit;
        return bucket.fileSizeLimit() == null ? limit : Math.min(limit, bucket.fileSizeLimit());
    }

    /** The maximum size of an object by TUS and S3, where a bucket's limit of 0 means none. */
    public long streamLimit(Bucket bucket) {
        long limit = settings.get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT);
        Long own = bucket.fileSizeLimit();
        return own == null || own == 0 ? limit : Math.min(limit, own);
    }

    /** Refuses a target in a bucket that does not exist. */
    void checkBucketExists(String bucket) {
        StorageError.NO_RELATED_RESOURCE.throwIf(state.bucket(bucket).isEmpty());
    }

    /** Refuses what the caller may not write, and then what exists already. */
    public void checkWritable(Caller caller, String bucket, String key, boolean upsert) {
        access.checkUpload(caller, bucket, key, upsert);
        StorageError.KEY_EXISTS.throwIf(!upsert && state.object(bucket, key).isPresent());
    }

    /** Creates or replaces an object with received content. */
    public StoredObject store(Upload upload, BodyStore.Incoming content) throws IOException {
        UUID version = UUID.randomUUID();
        Names.checkStorable(upload.bucket(), upload.key(), version);
        state.bodies().commit(content, version);
        return putOrDelete(upload, version, content.eTag(), content.size(), false);
    }

    /** Creates or replaces an object with the content that a version has already; if that is refused, it is kept. */
    public StoredObject adopt(Upload upload, UUID version) throws IOException {
        Names.checkStorable(upload.bucket(), upload.key(), version);
        BodyStore bodies = state.bodies();
        return put(upload, version, "\"" + bodies.md5(version) + "\"", Files.size(bodies.file(version)), false);
    }

    /** Copies an object; limits of the target bucket do not apply. */
    public StoredObject copy(Caller caller, StoredObject source, Upload target) throws IOException {
        access.checkUpload(caller, target.bucket(), target.key(), target.upsert());
        checkBucketExists(target.bucket());
        UUID version = UUID.randomUUID();
        Names.checkStorable(target.bucket(), target.key(), version);
        state.bodies().copy(source, version);
        return putOrDelete(target, version, source.metadata().eTag(), source.size(), source.synthetic());
    }

    private StoredObject putOrDelete(Upload target, UUID version, String eTag, long size, boolean synthetic) {
        try {
            return put(target, version, eTag, size, synthetic);
        } catch (StorageException e) {
            state.bodies().delete(version);
            throw e;
        }
    }

    private StoredObject put(Upload target, UUID version, String eTag, long size, boolean synthetic) {
        Instant now = clock.stamp();
        ObjectMetadata metadata =
                new ObjectMetadata(eTag, size, target.mimeType(), target.cacheControl(), now, target.robotsTag());
        return state.atomically(() -> {
            Optional<StoredObject> before = state.object(target.bucket(), target.key());
            StorageError.KEY_EXISTS.throwIf(before.isPresent() && !target.upsert());
            StorageError.NO_SUCH_BUCKET.throwIf(state.bucket(target.bucket()).isEmpty());
            StoredObject object = new StoredObject(
                    before.map(StoredObject::id).orElseGet(UUID::randomUUID),
                    target.bucket(),
                    target.key(),
                    version,
                    target.ownerId(),
                    before.map(StoredObject::createdAt).orElse(now),
                    now,
                    before.map(StoredObject::lastAccessedAt).orElse(now),
                    metadata,
                    userMetadata(target, before),
                    synthetic);
            state.put(object);
            return object;
        });
    }

    private static @Nullable JsonNode userMetadata(Upload target, Optional<StoredObject> before) {
        JsonNode given = target.userMetadata();
        if (given == null) {
            return before.map(StoredObject::userMetadata).orElse(null);
        }
        return given.isNull() ? null : given;
    }

    /**
     * The object to be created from content.
     *
     * @param bucket the bucket's id
     * @param key the object's name
     * @param ownerId the owner, when known
     * @param mimeType the content type
     * @param cacheControl the value for downloads of {@code cache-control}
     * @param userMetadata the user's own metadata, JSON's null for none; null keeps what a replaced object has
     * @param robotsTag the value for downloads of {@code x-robots-tag}
     * @param upsert whether it may replace an object
     */
    public record Upload(
            String bucket,
            String key,
            @Nullable String ownerId,
            String mimeType,
            String cacheControl,
            @Nullable JsonNode userMetadata,
            @Nullable String robotsTag,
            boolean upsert) {}
}
