package dev.plinth.testkit.internal.storage;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        return found.skip(offset).limit(limit == null ? Long.MAX_VALUE : limit).toList();
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
