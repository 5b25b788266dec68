package dev.plinth.testkit.internal.storage;

import java.util.Optional;

/** Finds objects for callers; what they may not see does not exist for them. */
public record ObjectReader(StorageCore core) {
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
        core.access().allows(caller, dev.plinth.testkit.Policy.Operation.SELECT, bucket, key);
        return core.state()
                .object(bucket, key)
                .filter(object -> core.access().sees(caller, object))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    /** An object, whoever asks. */
    StoredObject existing(String bucket, String key) {
        Names.checkKey(key);
        return core.state().object(bucket, key).orElseThrow(StorageError.NO_SUCH_KEY);
    }
}
