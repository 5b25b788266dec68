package dev.plinth.testkit.internal.storage;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        });
    }

    /** A bucket as S3 creates it. */
    public void create(Caller caller, String name, boolean isPublic) {
        Names.checkNewBucket(name);
        create(caller, Bucket.of(name, caller.owner(), isPublic, core.stamp()));
    }

    /** Deletes an empty bucket that no upload in parts refers to. */
    public void delete(Caller caller, String id) {
        Bucket bucket = visible(caller, id);
        core.state().atomically(() -> {
            StorageError.BUCKET_NOT_EMPTY.throwIf(core.state().size(bucket.id()) > 0);
            StorageError.BUCKET_REFERENCED.throwIf(core.multipart().refersTo(bucket.id()));
            core.state().deleteBucket(bucket.id());
        });
    }

    /** What a list of buckets asks for: search, order, page. */
    record BucketList(
            @Nullable Long limit, long offset, @Nullable String sortColumn, boolean descending, String search) {
        private static final Map<String, Comparator<Bucket>> ORDERS = Map.of(
                "id", Comparator.comparing(Bucket::id),
                "name", Comparator.comparing(Bucket::name),
                "created_at", Comparator.comparing(Bucket::createdAt),
                "updated_at", Comparator.comparing(Bucket::updatedAt));

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
            Comparator<Bucket> order = sortColumn == null ? null : ORDERS.get(sortColumn);
            if (order != null) {
                found = found.sorted(descending ? order.reversed() : order);
            }
            return found.skip(offset)
                    .limit(limit == null ? Long.MAX_VALUE : limit)
                    .toList();
        }
    }
}
