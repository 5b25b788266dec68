package dev.plinth.storage;

import dev.plinth.storage.internal.bucket.BucketQuery;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options for {@link Buckets#list(java.util.function.Consumer)}. Not thread-safe. */
public final class BucketListOptions {

    private @Nullable String search;
    private BucketSort sort = BucketSort.ID;
    private boolean descending;

    BucketListOptions() {}

    /**
     * Lists only buckets whose name contains the given text.
     *
     * @param text the text, matched without regard to case; {@code %} and {@code _} have no special meaning
     * @return these options
     */
    public BucketListOptions search(String text) {
        this.search = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the property by which the list is sorted.
     *
     * @param property the property; {@link BucketSort#ID} by default
     * @return these options
     */
    public BucketListOptions sortBy(BucketSort property) {
        this.sort = Objects.requireNonNull(property, "property");
        return this;
    }

    /**
     * Sorts in descending order. By default the order is ascending.
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
