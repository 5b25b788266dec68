package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.View;

/**
 * The storage service of a project.
 *
 * <p>Immutable and thread-safe.
 */
public final class StorageClient extends View<StorageClient> {

    private StorageClient(Connection connection) {
        super(connection);
    }

    /**
     * Returns the storage service behind a connection.
     *
     * @param connection a connection to a project
     * @return the client; closing the connection ends it
     */
    public static StorageClient of(Connection connection) {
        return new StorageClient(connection);
    }

    /**
     * Returns the project's buckets.
     *
     * @return the buckets
     */
    public Buckets buckets() {
        return Buckets.of(connection());
    }

    /**
     * Returns one bucket. Nothing is sent; whether there is such a bucket shows with the first call.
     *
     * @param id the bucket's id
     * @return the bucket
     */
    public Bucket bucket(String id) {
        return Bucket.of(connection(), id);
    }

    @Override
    protected StorageClient over(Connection other) {
        return new StorageClient(other);
    }
}
