package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.Policy.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds, writes and copies objects, whichever protocol asks: the checks that all share, and the one way to store. What
 * a caller may not see does not exist for them.
 */
public record ObjectStore(StorageCore core) {
    private static final String PLACEHOLDER = ".emptyFolderPlaceholder";

    /** An object of a public bucket, or one that the caller sees. Without a caller, private buckets do not exist. */
    StoredObject find(Optional<Caller> caller, String bucketId, String key) {
        Bucket bucket = core.state()
                .bucket(bucketId)
                .filter(found -> found.isPublic() || caller.isPresent())
                .orElseThrow(StorageError.NO_SUCH_BUCKET);
        return bucket.isPublic() ? existing(bucketId, key) : visible(caller.orElseThrow(), bucketId, key);
    }

    /** An object that the caller sees, whatever the bucket. */
    public StoredObject visible(Caller caller, String bucket, String key) {
        Names.checkKey(key);
        core.access().allows(caller, Operation.SELECT, bucket, key);
        return core.state()
                .object(bucket, key)
                .filter(object -> core.access().sees(caller, object))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** The source of a copy: a key that no object can have is simply not found. */
    public StoredObject source(Caller caller, String bucket, String key) {
        return core.state()
                .object(bucket, key)
                .map(object -> visible(caller, bucket, key))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** An object, whoever asks. */
    StoredObject existing(String bucket, String key) {
        Names.checkKey(key);
        return core.state().object(bucket, key).orElseThrow(StorageError.NO_SUCH_KEY);
    }

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
        Fields.checkContentType(mimeType);
        checkAllowed(bucket, key, mimeType);
    }

    /** As {@link #checkMimeType}, for a type that is not the request's own header and may be any text. */
    void checkAllowed(Bucket bucket, String key, String mimeType) {
        StorageError.MIME_TYPE.throwIf(!isPlaceholder(key) && !bucket.allows(mimeType), mimeType);
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
        StorageError.KEY_EXISTS.throwIf(
                !upsert && core.state().object(bucket, key).isPresent());
    }

    /** Makes content an object under a new version. */
    public StoredObject store(Upload upload, BodyStore.Incoming content) throws IOException {
        UUID version = UUID.randomUUID();
        Names.checkStorable(upload.bucket(), upload.key(), version);
        core.state().bodies().commit(content, version);
        return putOrDelete(upload, version, content.eTag(), content.size(), false);
    }

    /** Makes the content of a version, which was appended piece by piece, an object; if that is refused, it stays. */
    public StoredObject adopt(Upload upload, UUID version) throws IOException {
        Names.checkStorable(upload.bucket(), upload.key(), version);
        BodyStore bodies = core.state().bodies();
        return put(upload, version, "\"" + bodies.md5(version) + "\"", Files.size(bodies.file(version)), false);
    }

    /** Copies without copying the bytes, where the file system can; nobody asks for the target's limits. */
    public StoredObject copy(Caller caller, StoredObject source, Upload target) throws IOException {
        core.access().checkUpload(caller, target.bucket(), target.key(), target.upsert());
        StorageError.NO_RELATED_RESOURCE.throwIf(
                core.state().bucket(target.bucket()).isEmpty());
        UUID version = UUID.randomUUID();
        Names.checkStorable(target.bucket(), target.key(), version);
        core.state().bodies().copy(source, version);
        return putOrDelete(target, version, source.metadata().eTag(), source.size(), source.synthetic());
    }

    private StoredObject putOrDelete(Upload target, UUID version, String eTag, long size, boolean synthetic) {
        try {
            return put(target, version, eTag, size, synthetic);
        } catch (StorageException e) {
            core.state().bodies().delete(version);
            throw e;
        }
    }

    private StoredObject put(Upload target, UUID version, String eTag, long size, boolean synthetic) {
        Instant now = core.stamp();
        ObjectMetadata metadata =
                new ObjectMetadata(eTag, size, target.mimeType(), target.cacheControl(), now, target.robotsTag());
        return core.state().atomically(() -> {
            Optional<StoredObject> before = core.state().object(target.bucket(), target.key());
            StorageError.KEY_EXISTS.throwIf(before.isPresent() && !target.upsert());
            StorageError.NO_SUCH_BUCKET.throwIf(
                    core.state().bucket(target.bucket()).isEmpty());
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
            core.state().put(object);
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
     * What is to become of content that comes in.
     *
     * @param bucket the bucket's id
     * @param key the object's name
     * @param ownerId the owner, when known
     * @param mimeType the content type
     * @param cacheControl what downloads say in {@code cache-control}
     * @param userMetadata the user's own metadata, JSON's null for none; null keeps what a replaced object has
     * @param robotsTag what downloads say in {@code x-robots-tag}
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
