package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.list.ObjectQuery;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Options for {@link Bucket#list(java.util.function.Consumer)}. Not thread-safe. */
public final class ListOptions {

    private static final int MAX_PAGE_SIZE = 1000;

    private String prefix = "";
    private @Nullable String search;
    private ObjectSort sort = ObjectSort.NAME;
    private boolean descending;
    private boolean recursive;
    private int pageSize = MAX_PAGE_SIZE;
    private @Nullable String pageToken;

    ListOptions() {}

    /**
     * Lists the content of a folder.
     *
     * @param folder the folder's name, such as {@code 2026}, with or without a slash at its end; empty for the top
     *     level
     * @return these options
     * @throws IllegalArgumentException if the name begins with a slash or contains two in a row
     */
    public ListOptions folder(String folder) {
        Arguments.required(folder, "folder");
        String checked = NameRules.checkNewKey(folder);
        return prefix(checked.isEmpty() || checked.endsWith("/") ? checked : checked + "/");
    }

    /**
     * Lists the objects and folders whose keys begin with a prefix.
     *
     * @param prefix the case-sensitive prefix: {@code 2026/} for a folder, {@code 2026/jan} for a part of its content
     * @return these options
     */
    public ListOptions prefix(String prefix) {
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        return this;
    }

    /**
     * Sets whether subfolders are listed recursively. A recursive list contains objects only, no folders.
     *
     * @param recursive true for the objects of all subfolders; by default one level with its folders
     * @return these options
     */
    public ListOptions recursive(boolean recursive) {
        this.recursive = recursive;
        return this;
    }

    /**
     * Lists only objects and folders of the folder whose names begin with the given text, without regard to case.
     * Cannot be combined with {@link #recursive}.
     *
     * @param text the text; {@code %} and {@code _} have no special meaning
     * @return these options
     */
    public ListOptions search(String text) {
        this.search = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the property by which the list is sorted.
     *
     * @param property the property; {@link ObjectSort#NAME} by default
     * @return these options
     */
    public ListOptions sortBy(ObjectSort property) {
        this.sort = Objects.requireNonNull(property, "property");
        return this;
    }

    /**
     * Sorts in descending order. By default the order is ascending. Sorted by name, this requires {@link #recursive}:
     * the server omits folders from a level that it sorts by name in descending order.
     *
     * @return these options
     */
    public ListOptions descending() {
        this.descending = true;
        return this;
    }

    /**
     * Sets how many entries are fetched per request.
     *
     * @param entries from 1 to 1000; 1000 by default
     * @return these options
     * @throws IllegalArgumentException if the number is outside this range
     */
    public ListOptions pageSize(int entries) {
        if (entries < 1 || entries > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("the page size must be from 1 to " + MAX_PAGE_SIZE + ": " + entries);
        }
        this.pageSize = entries;
        return this;
    }

    /**
     * Continues a list after a page that was read before. The other options have to be those of the list that returned
     * the token. Cannot be combined with {@link #search} and {@link ObjectSort#LAST_ACCESSED_AT}.
     *
     * @param pageToken the page's {@link dev.plinth.core.Page#nextToken() nextToken}
     * @return these options
     */
    public ListOptions pageToken(String pageToken) {
        this.pageToken = Arguments.present(pageToken, "pageToken");
        return this;
    }

    ObjectQuery query(KeyCodec codec) {
        String column = sort.name().toLowerCase(Locale.ROOT);
        return new ObjectQuery(codec.encode(prefix), search, column, descending, recursive, pageSize, pageToken)
                .validated();
    }
}
