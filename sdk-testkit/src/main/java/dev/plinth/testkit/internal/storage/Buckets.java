package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, finds and deletes buckets, whichever protocol asks. */
public record Buckets(StorageCore core) {
    /** All that a caller sees. */
    public List<Bucket> visible(Caller caller) {
        return core.access().seesBuckets(caller) ? core.state().buckets() : List.of();
    }

    /** One that a caller sees; to others it does not exist. */
    public Bucket visible(Caller caller, String id) {
        boolean sees = core.access().seesBuckets(caller);
        return core.state().bucket(id).filter(bucket -> sees).orElseThrow(StorageError.NO_SUCH_BUCKET);
    }

    public void create(Caller caller, Bucket bucket) {
        core.state().atomically(() -> {
            if (!core.access().seesBuckets(caller)) {
                throw StorageError.ROW_LEVEL_SECURITY.get();
            }
            if (core.state().taken(bucket.id(), bucket.name())) {
                throw StorageError.BUCKET_EXISTS.get();
            }
            core.state().put(bucket);
            return true;
        });
    }

    /** A bucket as S3 makes it: its name is all there is to say, but for whether it is public. */
    public void create(Caller caller, String name, boolean isPublic) {
        Names.checkBucket(name);
        @Nullable String owner = Caller.isUuid(caller.subject()) ? caller.subject() : null;
        Instant now = core.stamp();
        create(caller, new Bucket(name, name, owner, isPublic, null, null, now, now, false));
    }

    /** Deletes an empty bucket that no upload in parts refers to. */
    public void delete(Caller caller, String id) {
        Bucket bucket = visible(caller, id);
        core.state().atomically(() -> {
            if (!core.state().objects(bucket.id()).isEmpty()) {
                throw StorageError.BUCKET_NOT_EMPTY.get();
            }
            if (core.multipart().refersTo(bucket.id())) {
                throw StorageError.BUCKET_REFERENCED.get();
            }
            core.state().deleteBucket(bucket.id());
            return true;
        });
    }
}
