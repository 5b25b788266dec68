package dev.plinth.storage.vectors;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.internal.ListSettings;
import dev.plinth.storage.vectors.internal.VectorBucketOperations;
import java.util.function.Consumer;

/**
 * A client for a project's vector buckets, which hold indexes for similarity search.
 *
 * <pre>{@code
 * VectorBucket bucket = project.vectors().create("embeddings");
 * VectorIndex books = bucket.createIndex("books", 3, DistanceMetric.COSINE);
 * books.put(VectorObject.of("dune", 0.1f, 0.7f, 0.2f));
 * List<VectorMatch> nearest = books.query(new float[] {0.1f, 0.6f, 0.3f}, 10);
 * }</pre>
 *
 * <p>All methods require the service-role key, a direct connection, and a project with vector buckets: a self-hosted
 * server needs {@code VECTOR_ENABLED=true}. Through a control plane they throw
 * {@link dev.plinth.core.UnsupportedByGatewayException}; if the project does not have vector buckets,
 * {@link dev.plinth.core.NotFoundException}, {@link dev.plinth.core.PermissionDeniedException} or
 * {@link dev.plinth.core.ConflictException} with a hint.
 *
 * <p>Immutable and thread-safe. Methods throw a {@link dev.plinth.core.PlinthException} if the call fails.
 */
public final class VectorBuckets extends ApiClient<VectorBuckets> {

    private VectorBuckets(Connection connection) {
        super(connection);
    }

    /**
     * Creates a client for the vector buckets of a connection's project.
     *
     * @param connection a connection to a project
     * @return the client
     */
    public static VectorBuckets of(Connection connection) {
        Arguments.required(connection, "connection");
        return new VectorBuckets(connection);
    }

    /**
     * Returns a client for one vector bucket. Sends nothing, and does not check that the bucket exists.
     *
     * @param name the bucket's name
     * @return the client
     * @throws IllegalArgumentException if the name is not valid
     */
    public VectorBucket bucket(String name) {
        Arguments.required(name, "name");
        return VectorBucket.of(connection(), name);
    }

    /**
     * Creates a vector bucket. {@code POST /vector/CreateVectorBucket}.
     *
     * @param name the bucket's name
     * @return a client for the created bucket
     * @throws dev.plinth.core.ConflictException if a vector bucket with this name exists
     * @throws IllegalArgumentException if the name is not valid
     */
    public VectorBucket create(String name) {
        Arguments.required(name, "name");
        OperationRunner.perform(connection(), VectorBucketOperations.create(name));
        return VectorBucket.of(connection(), name);
    }

    /**
     * Gets a vector bucket. {@code POST /vector/GetVectorBucket}.
     *
     * @param name the bucket's name
     * @return the bucket
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     */
    public VectorBucketInfo get(String name) {
        Arguments.required(name, "name");
        return OperationRunner.run(connection(), VectorBucketOperations.get(name));
    }

    /**
     * Lists all vector buckets. {@code POST /vector/ListVectorBuckets}.
     *
     * @return the buckets, fetched page by page
     */
    public PagedIterable<VectorBucketInfo> list() {
        return list(o -> {});
    }

    /**
     * Lists vector buckets with options. {@code POST /vector/ListVectorBuckets}.
     *
     * @param options sets which buckets are listed, and the pages
     * @return the buckets, fetched page by page
     */
    public PagedIterable<VectorBucketInfo> list(Consumer<? super VectorListOptions> options) {
        ListSettings chosen = Arguments.configured(new ListSettings(), options, "options");
        return VectorBucketOperations.list(connection(), chosen);
    }

    /**
     * Deletes a vector bucket without indexes. {@code POST /vector/DeleteVectorBucket}.
     *
     * @param name the bucket's name
     * @throws dev.plinth.core.InvalidRequestException if the bucket has indexes ({@code VectorBucketNotEmpty})
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     */
    public void delete(String name) {
        Arguments.required(name, "name");
        OperationRunner.perform(connection(), VectorBucketOperations.delete(name));
    }

    @Override
    protected VectorBuckets withConnection(Connection connection) {
        return new VectorBuckets(connection);
    }
}
