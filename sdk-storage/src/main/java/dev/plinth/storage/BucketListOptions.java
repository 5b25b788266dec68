package dev.plinth.storage;

import dev.plinth.storage.internal.bucket.BucketQuery;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which buckets are listed, and how. Not thread-safe. */
public final class BucketListOptions {

    private @Nullable String search;
    private BucketSort sort = BucketSort.ID;
    private boolean descending;

    BucketListOptions() {}

    /**
     * Lists only buckets whose name contains a text.
     *
     * @param text the text; case does not count, {@code %} and {@code _} stand for themselves
     * @return these options
     */
    public BucketListOptions search(String text) {
        this.search = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sorts the list.
     *
     * @param by what to sort by; the id by default
     * @return these options
     */
    public BucketListOptions sortBy(BucketSort by) {
        this.sort = Objects.requireNonNull(by, "by");
        return this;
    }

    /**
     * Turns the list round.
     *
     * @return these options
     */
    public BucketListOptions descending() {
        this.descending = true;
        return this;
    }

    BucketQuery query() {
        return new BucketQuery(search, sort.name().toLowerCase(Locale.ROOT), descending);
    }
}
