package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Router;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;

/** Further routes of the Storage server, on the same buckets and objects. */
public interface StorageProtocol extends AutoCloseable {
    /** Creates a protocol, and reads what it has kept. */
    interface Factory {
        StorageProtocol create(StorageCore core) throws IOException;
    }

    /** Adds the routes. */
    void register(Router router);

    /** Returns the versions of the content that must be kept, because it is not complete yet. */
    default Set<UUID> versions() {
        return Set.of();
    }

    /** Deletes all data. */
    default void reset() {}

    @Override
    default void close() {}
}
