package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorListOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a list of buckets or indexes. */
public final class ListSettings implements VectorListOptions {

    private static final int MAX_PAGE_SIZE = 500;

    @Nullable
    String prefix;

    @Nullable
    String pageToken;

    int pageSize = MAX_PAGE_SIZE;

    @Override
    public ListSettings prefix(String text) {
        prefix = Arguments.required(text, "prefix");
        return this;
    }

    @Override
    public ListSettings pageSize(int size) {
        pageSize = (int) VectorRules.checkRange("size", size, 1, MAX_PAGE_SIZE);
        return this;
    }

    @Override
    public ListSettings pageToken(String token) {
        pageToken = Arguments.present(token, "pageToken");
        return this;
    }
}
