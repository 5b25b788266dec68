package dev.plinth.testkit.internal.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
            StorageError.ROW_LEVEL_SECURITY.throwIf(!core.access().seesBuckets(caller));
            StorageError.BUCKET_EXISTS.throwIf(core.state().taken(bucket.id(), bucket.name()));
            core.state().put(bucket);
            return true;
        });
    }

    /** A bucket as S3 makes it: its name is all there is to say, but for whether it is public. */
    public void create(Caller caller, String name, boolean isPublic) {
        Names.checkNewBucket(name);
        @Nullable String owner = Caller.isUuid(caller.subject()) ? caller.subject() : null;
        Instant now = core.stamp();
        create(caller, new Bucket(name, name, owner, isPublic, null, null, now, now, false));
    }

    /** Deletes an empty bucket that no upload in parts refers to. */
    public void delete(Caller caller, String id) {
        Bucket bucket = visible(caller, id);
        core.state().atomically(() -> {
            StorageError.BUCKET_NOT_EMPTY.throwIf(
                    !core.state().objects(bucket.id()).isEmpty());
            StorageError.BUCKET_REFERENCED.throwIf(core.multipart().refersTo(bucket.id()));
            core.state().deleteBucket(bucket.id());
            return true;
        });
    }

    /** What a list of buckets asks for: search, order, page. */
    record BucketList(
            @Nullable Long limit, long offset, @Nullable String sortColumn, boolean descending, String search) {

        static BucketList of(Fields query) {
            return new BucketList(
                    query.integer("limit", 1),
                    query.integer("offset", 0, 0),
                    query.choice("sortColumn", "id", "name", "created_at", "updated_at"),
                    "desc".equals(query.choice("sortOrder", "asc", "desc")),
                    query.text("search", ""));
        }

        /** The page; without a sort column in no promised order: that of creation, here. */
        List<Bucket> of(List<Bucket> all) {
            String wanted = search.toLowerCase(Locale.ROOT);
            Stream<Bucket> found = all.stream()
                    .filter(bucket -> bucket.name().toLowerCase(Locale.ROOT).contains(wanted));
            if (sortColumn != null) {
                Comparator<Bucket> order = order(sortColumn);
                found = found.sorted(descending ? order.reversed() : order);
            }
            return found.skip(offset)
                    .limit(limit == null ? Long.MAX_VALUE : limit)
                    .toList();
        }

        private static Comparator<Bucket> order(String column) {
            return switch (column) {
                case "id" -> Comparator.comparing(Bucket::id);
                case "name" -> Comparator.comparing(Bucket::name);
                case "created_at" -> Comparator.comparing(Bucket::createdAt);
                default -> Comparator.comparing(Bucket::updatedAt);
            };
        }
    }
}
