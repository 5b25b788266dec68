package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.MiscOperations;

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
        Arguments.required(connection, "connection");
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
     * @throws IllegalArgumentException if no bucket can have that id
     */
    public Bucket bucket(String id) {
        Arguments.required(id, "id");
        return Bucket.of(connection(), id);
    }

    /**
     * Tells whether the server and its database are well. {@code GET /health}.
     *
     * @return true if they are
     */
    public boolean healthy() {
        return Calls.run(connection(), MiscOperations.health());
    }

    /**
     * Returns the server's version. {@code GET /version}.
     *
     * @return the version, as the server writes it
     */
    public String version() {
        return Calls.run(connection(), MiscOperations.version());
    }

    /**
     * Returns the caches before the server.
     *
     * @return the caches
     */
    public Cache cache() {
        return Cache.of(connection());
    }

    @Override
    protected StorageClient over(Connection other) {
        return new StorageClient(other);
    }
}
