package dev.plinth.storage.internal.list;

import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.paging.CursorIterator;
import dev.plinth.core.internal.paging.CursorPage;
import dev.plinth.core.internal.paging.DecodedPage;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.ListedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lists a bucket: by cursor where the server supports it, else folder by folder. A page is fetched when it is needed,
 * and only the current page is held in memory.
 */
public final class ObjectListing implements Iterable<Page<ListedObject>> {

    private final Connection connection;
    private final String bucket;
    private final KeyCodec codec;
    private final ObjectQuery query;

    private ObjectListing(Connection connection, String bucket, KeyCodec codec, ObjectQuery query) {
        this.connection = connection;
        this.bucket = bucket;
        this.codec = codec;
        this.query = query;
    }

    /** Returns a lazy list of a bucket's objects. */
    public static PagedIterable<ListedObject> of(
            Connection connection, String bucket, KeyCodec codec, ObjectQuery query) {
        return Calls.list(connection, new ObjectListing(connection, bucket, codec, query));
    }

    @Override
    public Iterator<Page<ListedObject>> iterator() {
        return query.supportsCursor() ? new CursorPages() : new FolderTraversal(connection, bucket, codec, query);
    }

    static Page<ListedObject> page(List<ListedObject> entries) {
        return new DecodedPage<>(entries, OptionalLong.empty());
    }

    /** Lists by cursor, or folder by folder if the server or a proxy lacks the route. */
    private final class CursorPages implements Iterator<Page<ListedObject>> {

        private final CursorIterator<ListedObject> pages =
                new CursorIterator<>(ListOperations.LIST, query.pageSize(), query.cursor(), this::fetch);
        private @Nullable Iterator<Page<ListedObject>> fallback;

        private CursorPage<ListedObject> fetch(@Nullable String cursor, int size) {
            try {
                ListOperations.CursorPage page =
                        OperationRunner.run(connection, ListOperations.byCursor(bucket, query, cursor, size));
                return new CursorPage<>(
                        entries(page), page.hasNext_(), page.nextCursor_().orElse(null));
            } catch (ApiException e) {
                if (cursor != null || !lacksRoute(e)) {
                    throw e;
                }
                fallback = new FolderTraversal(connection, bucket, codec, query);
                return new CursorPage<>(List.of(), false, null);
            }
        }

        @Override
        public boolean hasNext() {
            return fallback == null ? pages.hasNext() : fallback.hasNext();
        }

        @Override
        public Page<ListedObject> next() {
            if (fallback != null) {
                return fallback.next();
            }
            Page<ListedObject> page = pages.next();
            return fallback == null ? page : fallback.next();
        }

        /** The list of a bucket that does not exist is empty, so a 404 always means that the route does not exist. */
        private boolean lacksRoute(ApiException e) {
            return e.status() == 404 || e.status() == 405;
        }
    }

    /** The server sends folders and objects in separate lists. */
    private List<ListedObject> entries(ListOperations.CursorPage page) {
        List<ListedObjectRecord> entries =
                new ArrayList<>(page.folders().size() + page.objects().size());
        page.folders().forEach(row -> entries.add(new ListedObjectRecord(codec.decode(row.name()), true, row)));
        page.objects().forEach(row -> entries.add(new ListedObjectRecord(codec.decode(row.name()), false, row)));
        if (query.isSortedByName() && !page.folders().isEmpty()) {
            entries.sort(Comparator.comparing(entry -> entry.row().name()));
        }
        return List.copyOf(entries);
    }

    @Override
    public String toString() {
        return "storage.list, bucket=" + bucket + (query.prefix().isEmpty() ? "" : ", prefix=" + query.prefix());
    }
}
