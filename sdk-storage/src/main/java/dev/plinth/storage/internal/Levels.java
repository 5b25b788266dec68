package dev.plinth.storage.internal;

import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.ObjectEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a bucket folder by folder, by offset: the way of the server's first list. A folder's page comes first, then
 * what is in the folders on it, then the folder's next page; so no more than a page for each folder on the way is kept.
 */
final class Levels implements Iterator<Page<ObjectEntry>> {

    private final Connection connection;
    private final String bucket;
    private final KeyCodec codec;
    private final ObjectQuery query;
    private final Deque<Level> open = new ArrayDeque<>();

    /** A folder on the way. */
    private static final class Level {

        private final String folder;
        private final Deque<String> below = new ArrayDeque<>();
        private int offset;
        private boolean ended;
        private @Nullable String firstOfLast;

        private Level(String folder) {
            this.folder = folder;
        }
    }

    Levels(Connection connection, String bucket, KeyCodec codec, ObjectQuery query) {
        if (query.descending() && query.byName()) {
            throw new UnsupportedByGatewayException(
                    "storage.list by name downwards",
                    connection.url().toString(),
                    "list upwards: folders would be missing here");
        }
        this.connection = connection;
        this.bucket = bucket;
        this.codec = codec;
        this.query = query;
        open.push(new Level(query.folder()));
    }

    @Override
    public boolean hasNext() {
        while (!open.isEmpty()) {
            Level level = open.peek();
            if (!level.below.isEmpty()) {
                open.push(new Level(level.below.removeFirst()));
            } else if (level.ended) {
                open.pop();
            } else {
                return true;
            }
        }
        return false;
    }

    @Override
    public Page<ObjectEntry> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list is at its end");
        }
        Level level = open.getFirst();
        String search = query.search();
        if (search == null && open.size() == 1) {
            search = query.rest();
        }
        List<ObjectRow> rows =
                Calls.run(connection, ListOperations.byOffset(bucket, level.folder, search, query, level.offset));
        boolean comesAgain =
                !rows.isEmpty() && level.offset > 0 && rows.get(0).name().equals(level.firstOfLast);
        level.offset += rows.size();
        level.ended = rows.size() < query.pageSize() || comesAgain;
        level.firstOfLast = rows.isEmpty() ? null : rows.get(0).name();
        return ObjectListing.page(comesAgain ? List.of() : entries(level, rows));
    }

    /** The server compares without case; the prefix that was asked for counts with it. */
    private List<ObjectEntry> entries(Level level, List<ObjectRow> rows) {
        List<ObjectEntry> entries = new ArrayList<>(rows.size());
        for (ObjectRow row : rows) {
            String key = level.folder.isEmpty() ? row.name() : level.folder + "/" + row.name();
            boolean folder = row.id().isEmpty();
            if (!(folder ? key + "/" : key).startsWith(query.prefix())) {
                continue;
            }
            if (!folder) {
                entries.add(new Entry(codec.decode(key), false, row));
            } else if (query.recursive()) {
                level.below.add(key);
            } else {
                entries.add(new Entry(codec.decode(key + "/"), true, row));
            }
        }
        return entries;
    }
}
