package dev.plinth.storage.vectors;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.vectors.internal.IndexSettings;
import dev.plinth.storage.vectors.internal.ListSettings;
import dev.plinth.storage.vectors.internal.VectorBucketOperations;
import java.util.function.Consumer;

/**
 * A client for the indexes of one vector bucket.
 *
 * <p>Immutable and thread-safe. Methods that send a request throw a {@link dev.plinth.core.PlinthException} if it
 * fails.
 */
public final class VectorBucket extends ApiClient<VectorBucket> {

    private final String name;

    private VectorBucket(Connection connection, String name) {
        super(connection);
        this.name = name;
    }

    static VectorBucket of(Connection connection, String name) {
        return new VectorBucket(connection, NameRules.checkBucket(name));
    }

    /** {@return the bucket's name} */
    public String name() {
        return name;
    }

    /**
     * Returns a client for the vectors of one index. Sends nothing, and does not check that the index exists.
     *
     * @param index the name of the index
     * @return the client
     * @throws IllegalArgumentException if the name is not valid
     */
    public VectorIndex index(String index) {
        Arguments.required(index, "index");
        return VectorIndex.of(connection(), name, index);
    }

    /**
     * Creates an index. {@code POST /vector/CreateIndex}.
     *
     * @param index the name of the index: 3 to 45 lowercase letters, digits, dots and hyphens
     * @param dimension the number of components of each vector, 1 to 4096
     * @param distanceMetric how distances are measured
     * @return a client for the vectors of the created index
     * @throws dev.plinth.core.ConflictException if the bucket has an index with this name
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     * @throws IllegalArgumentException if the name or the dimension is not valid
     */
    public VectorIndex createIndex(String index, int dimension, DistanceMetric distanceMetric) {
        return createIndex(index, dimension, distanceMetric, o -> {});
    }

    /**
     * Creates an index with options. {@code POST /vector/CreateIndex}.
     *
     * @param index the name of the index: 3 to 45 lowercase letters, digits, dots and hyphens
     * @param dimension the number of components of each vector, 1 to 4096
     * @param distanceMetric how distances are measured
     * @param options sets the options that differ from the defaults
     * @return a client for the vectors of the created index
     * @throws dev.plinth.core.ConflictException if the bucket has an index with this name
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     * @throws IllegalArgumentException if the name or the dimension is not valid
     */
    public VectorIndex createIndex(
            String index, int dimension, DistanceMetric distanceMetric, Consumer<? super VectorIndexOptions> options) {
        Arguments.required(index, "index");
        Arguments.required(distanceMetric, "distanceMetric");
        IndexSettings chosen = Arguments.configured(new IndexSettings(), options, "options");
        OperationRunner.perform(
                connection(), VectorBucketOperations.createIndex(name, index, dimension, distanceMetric, chosen));
        return VectorIndex.of(connection(), name, index);
    }

    /**
     * Gets the settings of an index. {@code POST /vector/GetIndex}.
     *
     * @param index the name of the index
     * @return the settings
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     */
    public VectorIndexInfo getIndex(String index) {
        Arguments.required(index, "index");
        return OperationRunner.run(connection(), VectorBucketOperations.getIndex(name, index));
    }

    /**
     * Lists all indexes. {@code POST /vector/ListIndexes}.
     *
     * @return the indexes, fetched page by page
     */
    public PagedIterable<ListedVectorIndex> listIndexes() {
        return listIndexes(o -> {});
    }

    /**
     * Lists indexes with options. {@code POST /vector/ListIndexes}.
     *
     * @param options sets which indexes are listed, and the pages
     * @return the indexes, fetched page by page
     */
    public PagedIterable<ListedVectorIndex> listIndexes(Consumer<? super VectorListOptions> options) {
        ListSettings chosen = Arguments.configured(new ListSettings(), options, "options");
        return VectorBucketOperations.listIndexes(connection(), name, chosen);
    }

    /**
     * Deletes an index and its vectors. {@code POST /vector/DeleteIndex}.
     *
     * @param index the name of the index
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     */
    public void deleteIndex(String index) {
        Arguments.required(index, "index");
        OperationRunner.perform(connection(), VectorBucketOperations.deleteIndex(name, index));
    }

    @Override
    protected VectorBucket withConnection(Connection connection) {
        return new VectorBucket(connection, name);
    }
}
