package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorListOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a list of buckets or indexes. */
public final class ListSettings implements VectorListOptions {

    private static final int LARGEST_PAGE = 500;

    @Nullable
    String prefix;

    @Nullable
    String start;

    int pageSize = LARGEST_PAGE;

    @Override
    public ListSettings prefix(String text) {
        prefix = Arguments.required(text, "prefix");
        return this;
    }

    @Override
    public ListSettings pageSize(int size) {
        pageSize = (int) VectorRules.within("size", size, 1, LARGEST_PAGE);
        return this;
    }

    @Override
    public ListSettings pageToken(String pageToken) {
        start = Arguments.present(pageToken, "pageToken");
        return this;
    }
}
