package dev.plinth.storage;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.analytics.AnalyticsBuckets;
import dev.plinth.storage.internal.url.MiscOperations;
import dev.plinth.storage.vectors.VectorBuckets;

/**
 * A client for a project's storage service: the entry point to buckets, objects, vector
 * and analytics buckets, and the CDN cache.
 *
 * <pre>{@code
 * StorageClient storage = project.storage();
 * storage.buckets().create("reports");
 * storage.bucket("reports").upload("q1.pdf", Path.of("q1.pdf"));
 * storage.cache().purgeBucket("reports");
 * }</pre>
 *
 * <p>Immutable and thread-safe. Methods that send a request throw a {@link dev.plinth.core.PlinthException} if it
 * fails.
 */
public final class StorageClient extends ApiClient<StorageClient> {

    private StorageClient(Connection connection) {
        super(connection);
    }

    /**
     * Creates a client for the storage service of a connection's project.
     *
     * @param connection a connection to a project
     * @return the client; it is usable until the connection is closed
     */
    public static StorageClient of(Connection connection) {
        Arguments.required(connection, "connection");
        return new StorageClient(connection);
    }

    /** {@return a client for the project's buckets} Sends nothing. */
    public Buckets buckets() {
        return Buckets.of(connection());
    }

    /**
     * Returns a client for one bucket. Sends nothing, and does not check that the bucket exists.
     *
     * @param id the bucket's id
     * @return the client
     * @throws IllegalArgumentException if the id is not valid
     */
    public Bucket bucket(String id) {
        Arguments.required(id, "id");
        return Bucket.of(connection(), id);
    }

    /**
     * Checks whether the server and its database are available. {@code GET /health}. Direct connections only.
     *
     * @return true if the server reports that it is healthy
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     */
    public boolean checkHealth() {
        return OperationRunner.run(connection(), MiscOperations.health());
    }

    /**
     * Gets the server's version. {@code GET /version}. Direct connections only.
     *
     * @return the version as the server formats it
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     */
    public String getVersion() {
        return OperationRunner.run(connection(), MiscOperations.version());
    }

    /** {@return a client for the CDN cache in front of the server} Sends nothing. */
    public CdnCache cache() {
        return CdnCache.of(connection());
    }

    /** {@return a client for the project's vector buckets} Sends nothing. */
    public VectorBuckets vectors() {
        return VectorBuckets.of(connection());
    }

    /** {@return a client for the project's analytics buckets} Sends nothing. */
    public AnalyticsBuckets analytics() {
        return AnalyticsBuckets.of(connection());
    }

    @Override
    protected StorageClient withConnection(Connection connection) {
        return new StorageClient(connection);
    }
}
