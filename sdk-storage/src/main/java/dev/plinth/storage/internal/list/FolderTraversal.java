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
 * Lists a bucket folder by folder with the server's first list route, which pages by offset. A folder's page is
 * returned first, then the content of the subfolders on it, then the folder's next page. Memory holds one page for each
 * folder on the current path.
 *
 * <p>A segment of a key may be empty, as in {@code a//b.txt}: then the folder {@code a/} contains a folder without a
 * name.
 */
final class FolderTraversal implements Iterator<Page<ListedObject>> {

    /** The maximum length of a key. A folder with a longer key is listed inside itself. */
    private static final int MAX_KEY_LENGTH = 1024;

    private static final String MAX_EMPTY_SEGMENTS = "/".repeat(100);

    private final Connection connection;
    private final String bucket;
    private final KeyCodec codec;
    private final ObjectQuery query;
    private final Deque<Level> levels = new ArrayDeque<>();

    /**
     * A folder on the current path: its prefix with the slash at its end, its pages, and the subfolders that are listed
     * next.
     */
    private static final class Level {

        private final String prefix;
        private final Iterator<Page<ObjectRow>> pages;
        private final Deque<String> subfolders = new ArrayDeque<>();
        private List<ObjectRow> rows = List.of();

        private Level(String prefix, Iterator<Page<ObjectRow>> pages) {
            this.prefix = prefix;
            this.pages = pages;
        }
    }

    FolderTraversal(Connection connection, String bucket, KeyCodec codec, ObjectQuery query) {
        if (query.descending() && query.isSortedByName()) {
            throw new UnsupportedByGatewayException(
                    "storage.list by name in descending order",
                    connection.url().toString(),
                    "list in ascending order: this server omits folders in descending order");
        }
        this.connection = connection;
        this.bucket = bucket;
        this.codec = codec;
        this.query = query;
        levels.push(openLevel(query.folder(), query.search() == null ? query.namePrefix() : query.search()));
    }

    private Level openLevel(String prefix, @Nullable String search) {
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
     * Removes the slash at the end, which the server adds if it is missing. The prefix of a folder without a name keeps
     * it.
     */
    private static String folder(String prefix) {
        return endsWithEmptySegment(prefix) || prefix.isEmpty() ? prefix : prefix.substring(0, prefix.length() - 1);
    }

    @Override
    public boolean hasNext() {
        while (!levels.isEmpty()) {
            Level openLevel = levels.peek();
            if (!openLevel.subfolders.isEmpty()) {
                levels.push(openLevel(openLevel.subfolders.removeFirst(), query.search()));
            } else if (openLevel.pages.hasNext()) {
                return true;
            } else {
                levels.pop();
            }
        }
        return false;
    }

    @Override
    public Page<ListedObject> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list has no more pages");
        }
        Level openLevel = levels.getFirst();
        List<ObjectRow> rows = openLevel.pages.next().items();
        rejectCycle(openLevel, rows);
        openLevel.rows = rows;
        return ObjectListing.page(entries(openLevel, rows));
    }

    /** Throws if a folder is listed inside itself, as by a server that drops the empty segments of a prefix. */
    private void rejectCycle(Level openLevel, List<ObjectRow> rows) {
        if (openLevel.prefix.length() > MAX_KEY_LENGTH
                || openLevel.prefix.endsWith(MAX_EMPTY_SEGMENTS)
                || (endsWithEmptySegment(openLevel.prefix) && parentHasSameObjects(rows))) {
            throw new ResponseFormatException(
                    ListOperations.LIST + ": the server lists a folder inside itself [bucket=" + bucket + ", prefix="
                            + openLevel.prefix + "]",
                    "some objects have keys with empty segments, which the server or a proxy drops: rename the objects",
                    null);
        }
    }

    private boolean parentHasSameObjects(List<ObjectRow> rows) {
        return rows.stream().anyMatch(row -> row.id().isPresent())
                && levels.stream().skip(1).limit(1).anyMatch(parent -> parent.rows.equals(rows));
    }

    private static boolean endsWithEmptySegment(String prefix) {
        return prefix.equals("/") || prefix.endsWith("//");
    }

    /** Drops the entries that do not have the prefix: it is case-sensitive, but the server ignores case. */
    private List<ListedObject> entries(Level openLevel, List<ObjectRow> rows) {
        List<ListedObject> entries = new ArrayList<>(rows.size());
        for (ObjectRow row : rows) {
            boolean folder = row.id().isEmpty();
            String key = openLevel.prefix + row.name() + (folder ? "/" : "");
            if (!key.startsWith(query.prefix())) {
                continue;
            }
            if (folder && query.recursive()) {
                openLevel.subfolders.add(key);
            } else {
                entries.add(new ListedObjectRecord(codec.decode(key), folder, row));
            }
        }
        return entries;
    }
}
