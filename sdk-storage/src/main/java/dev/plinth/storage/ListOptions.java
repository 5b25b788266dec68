package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.Names;
import dev.plinth.storage.internal.ObjectQuery;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which objects are listed, and how. Not thread-safe. */
public final class ListOptions {

    private static final int LARGEST_PAGE = 1000;

    private String prefix = "";
    private @Nullable String search;
    private ObjectSort sort = ObjectSort.NAME;
    private boolean descending;
    private boolean recursive;
    private int pageSize = LARGEST_PAGE;

    ListOptions() {}

    /**
     * Lists what is in a folder.
     *
     * @param folder the folder's name, with or without a slash at its end; empty for the bucket itself
     * @return these options
     * @throws IllegalArgumentException if the name begins with a slash or has two in a row: keys have neither
     */
    public ListOptions folder(String folder) {
        Arguments.required(folder, "folder");
        String checked = Names.newKey(folder);
        return prefix(checked.isEmpty() || checked.endsWith("/") ? checked : checked + "/");
    }

    /**
     * Lists what begins with a text.
     *
     * @param start the beginning of keys: {@code 2026/} for a folder, {@code 2026/jan} for part of one; case counts
     * @return these options
     */
    public ListOptions prefix(String start) {
        this.prefix = Objects.requireNonNull(start, "start");
        return this;
    }

    /**
     * Lists the objects of all folders below too, and no folders as such.
     *
     * @param all true for all objects; by default one level, with its folders
     * @return these options
     */
    public ListOptions recursive(boolean all) {
        this.recursive = all;
        return this;
    }

    /**
     * Lists what in the folder begins with a text in any case. One level only.
     *
     * @param text the beginning of a name in the folder; {@code %} and {@code _} stand for themselves
     * @return these options
     */
    public ListOptions search(String text) {
        this.search = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sorts the list.
     *
     * @param by what to sort by; the key by default
     * @return these options
     */
    public ListOptions sortBy(ObjectSort by) {
        this.sort = Objects.requireNonNull(by, "by");
        return this;
    }

    /**
     * Turns the list round. By key this goes together with {@link #recursive} only: the server leaves folders out of
     * lists of one level that it sorts downwards.
     *
     * @return these options
     */
    public ListOptions descending() {
        this.descending = true;
        return this;
    }

    /**
     * Sets how many lines are fetched at a time.
     *
     * @param lines from 1 to 1000, which is what it is by default
     * @return these options
     * @throws IllegalArgumentException if the server does not give so many at a time
     */
    public ListOptions pageSize(int lines) {
        if (lines < 1 || lines > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST_PAGE + " lines, not " + lines);
        }
        this.pageSize = lines;
        return this;
    }

    ObjectQuery query(KeyCodec codec) {
        String column = sort.name().toLowerCase(Locale.ROOT);
        return new ObjectQuery(codec.encode(prefix), search, column, descending, recursive, pageSize).checked();
    }
}
