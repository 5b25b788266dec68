package dev.plinth.storage.internal.list;

import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.paging.Paging;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.ListedObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Lists a bucket folder by folder, by offset: the scheme of the server's first list route. A folder's page is returned
 * first, then the content of the subfolders on it, then the folder's next page. So memory holds one page for each
 * folder on the current path.
 *
 * <p>A segment of a key may be empty, as in {@code a//b.txt}: then the folder {@code a/} contains a folder without a
 * name.
 */
final class FolderTraversal implements Iterator<Page<ListedObject>> {

    /** No key is longer. A folder with a longer name is listed inside itself. */
    private static final int LONGEST_KEY = 1024;

    private static final String MOST_NAMELESS = "/".repeat(100);

    private final Connection connection;
    private final String bucket;
    private final KeyCodec codec;
    private final ObjectQuery query;
    private final Deque<Level> open = new ArrayDeque<>();

    /**
     * A folder on the current path: its prefix with the slash at its end, its pages, and the subfolders that come next.
     */
    private static final class Level {

        private final String prefix;
        private final Iterator<Page<ObjectRow>> pages;
        private final Deque<String> below = new ArrayDeque<>();
        private List<ObjectRow> rows = List.of();

        private Level(String prefix, Iterator<Page<ObjectRow>> pages) {
            this.prefix = prefix;
            this.pages = pages;
        }
    }

    FolderTraversal(Connection connection, String bucket, KeyCodec codec, ObjectQuery query) {
        if (query.descending() && query.byName()) {
            throw new UnsupportedByGatewayException(
                    "storage.list by name in descending order",
                    connection.url().toString(),
                    "list in ascending order: this server omits folders in descending order");
        }
        this.connection = connection;
        this.bucket = bucket;
        this.codec = codec;
        this.query = query;
        open.push(level(query.folder(), query.search() == null ? query.namePrefix() : query.search()));
    }

    private Level level(String prefix, @Nullable String search) {
        String folder = folder(prefix);
        return new Level(
                prefix,
                Calls.list(
                                connection,
                                Paging.byOffset(query.pageSize()),
                                (start, size) -> ListOperations.byOffset(bucket, folder, search, query, start, size),
                                ObjectRow::name)
                        .pages()
                        .iterator());
    }

    /**
     * Removes the slash at the end, which the server adds where it is missing; a folder without a name needs its own.
     */
    private static String folder(String prefix) {
        return nameless(prefix) || prefix.isEmpty() ? prefix : prefix.substring(0, prefix.length() - 1);
    }

    @Override
    public boolean hasNext() {
        while (!open.isEmpty()) {
            Level level = open.peek();
            if (!level.below.isEmpty()) {
                open.push(level(level.below.removeFirst(), query.search()));
            } else if (level.pages.hasNext()) {
                return true;
            } else {
                open.pop();
            }
        }
        return false;
    }

    @Override
    public Page<ListedObject> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list has no more pages");
        }
        Level level = open.getFirst();
        List<ObjectRow> rows = level.pages.next().items();
        refuseCycle(level, rows);
        level.rows = rows;
        return ObjectListing.page(entries(level, rows));
    }

    /** Throws if a folder is listed inside itself, as by a server that drops the empty segments of a prefix. */
    private void refuseCycle(Level level, List<ObjectRow> rows) {
        if (level.prefix.length() > LONGEST_KEY
                || level.prefix.endsWith(MOST_NAMELESS)
                || (nameless(level.prefix) && sameObjectsAbove(rows))) {
            throw new ResponseFormatException(
                    ListOperations.LIST + ": the server lists a folder inside itself [bucket=" + bucket + ", prefix="
                            + level.prefix + "]",
                    "some objects have keys with empty segments, which the server or a proxy drops: rename the objects",
                    null);
        }
    }

    private boolean sameObjectsAbove(List<ObjectRow> rows) {
        return rows.stream().anyMatch(row -> row.id().isPresent())
                && open.stream().skip(1).limit(1).anyMatch(above -> above.rows.equals(rows));
    }

    private static boolean nameless(String prefix) {
        return prefix.equals("/") || prefix.endsWith("//");
    }

    /** The server compares without regard to case, but prefixes are case-sensitive. */
    private List<ListedObject> entries(Level level, List<ObjectRow> rows) {
        List<ListedObject> entries = new ArrayList<>(rows.size());
        for (ObjectRow row : rows) {
            boolean folder = row.id().isEmpty();
            String key = level.prefix + row.name() + (folder ? "/" : "");
            if (!key.startsWith(query.prefix())) {
                continue;
            }
            if (folder && query.recursive()) {
                level.below.add(key);
            } else {
                entries.add(new ListedObjectRecord(codec.decode(key), folder, row));
            }
        }
        return entries;
    }
}
