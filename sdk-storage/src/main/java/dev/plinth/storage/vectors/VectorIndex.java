package dev.plinth.storage.vectors;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.internal.GetSettings;
import dev.plinth.storage.vectors.internal.QuerySettings;
import dev.plinth.storage.vectors.internal.ScanSettings;
import dev.plinth.storage.vectors.internal.VectorOperations;
import dev.plinth.storage.vectors.internal.VectorRules;
import java.util.List;
import java.util.function.Consumer;

/**
 * A client for the vectors of one index. All vectors of an index have the same number of components.
 *
 * <p>Immutable and thread-safe. Methods that send a request throw a {@link dev.plinth.core.PlinthException} if it
 * fails.
 */
public final class VectorIndex extends ApiClient<VectorIndex> {

    private final String bucket;
    private final String name;

    private VectorIndex(Connection connection, String bucket, String name) {
        super(connection);
        this.bucket = bucket;
        this.name = name;
    }

    static VectorIndex of(Connection connection, String bucket, String name) {
        return new VectorIndex(connection, bucket, VectorRules.checkIndexName(name));
    }

    /** {@return the name of the bucket} */
    public String bucketName() {
        return bucket;
    }

    /** {@return the name of the index} */
    public String name() {
        return name;
    }

    /**
     * Stores vectors, replacing those with the same keys. {@code POST /vector/PutVectors}, with at most 500 vectors per
     * request.
     *
     * @param vectors the vectors, all with as many components as the index
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     * @throws IllegalArgumentException if the vectors have different numbers of components; then nothing is sent
     */
    public void put(VectorObject... vectors) {
        put(List.of(Arguments.required(vectors, "vectors")));
    }

    /**
     * Stores any number of vectors, replacing those with the same keys. {@code POST /vector/PutVectors}, with at most
     * 500 vectors per request, one request after the other. Only the vectors of one request are held in memory, so the
     * source may create them while it is read. If a request fails, the vectors of those before it are stored; to
     * continue, put all vectors again.
     *
     * @param vectors the vectors, all with as many components as the index
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     * @throws IllegalArgumentException if the vectors have different numbers of components; of a
     *     {@link java.util.Collection}, nothing is sent then
     */
    public void put(Iterable<? extends VectorObject> vectors) {
        VectorOperations.put(connection(), bucket, name, Arguments.required(vectors, "vectors"));
    }

    /**
     * Gets vectors by their keys. {@code POST /vector/GetVectors}, with at most 100 keys per request. Only the keys are
     * returned; see {@link #get(Iterable, Consumer)}.
     *
     * @param keys the keys
     * @return the vectors that exist, in no particular order
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     */
    public List<VectorMatch> get(Iterable<String> keys) {
        return get(keys, o -> {});
    }

    /**
     * Gets vectors by their keys, with options. {@code POST /vector/GetVectors}, with at most 100 keys per request. The
     * result is held in memory.
     *
     * @param keys the keys, each of 1 to 1024 characters
     * @param options sets what is returned of each vector
     * @return the vectors that exist, in no particular order
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     */
    public List<VectorMatch> get(Iterable<String> keys, Consumer<? super VectorGetOptions> options) {
        Arguments.required(keys, "keys");
        GetSettings chosen = Arguments.configured(new GetSettings(), options, "options");
        return VectorOperations.get(connection(), bucket, name, keys, chosen);
    }

    /**
     * Lists the keys of all vectors. {@code POST /vector/ListVectors}.
     *
     * @return the vectors, fetched page by page
     */
    public PagedIterable<VectorMatch> list() {
        return list(o -> {});
    }

    /**
     * Lists vectors with options. {@code POST /vector/ListVectors}. To list an index with several threads, let each list
     * one {@link VectorScanOptions#segment segment}.
     *
     * @param options sets what is listed and returned
     * @return the vectors, fetched page by page
     */
    public PagedIterable<VectorMatch> list(Consumer<? super VectorScanOptions> options) {
        ScanSettings chosen = Arguments.configured(new ScanSettings(), options, "options");
        return VectorOperations.list(connection(), bucket, name, chosen);
    }

    /**
     * Deletes vectors. {@code POST /vector/DeleteVectors}, with at most 500 keys per request. Keys without a vector are
     * ignored.
     *
     * @param keys the keys, each of 1 to 1024 characters
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     */
    public void delete(Iterable<String> keys) {
        Arguments.required(keys, "keys");
        VectorOperations.delete(connection(), bucket, name, keys);
    }

    /**
     * Finds the vectors nearest to a vector. {@code POST /vector/QueryVectors}.
     *
     * @param vector the components of the query vector, as many as the index has
     * @param topK the maximum number of results, 1 to 100
     * @return the results, nearest first
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     * @throws IllegalArgumentException if a component is not finite, or {@code topK} is outside its range
     */
    public List<VectorMatch> query(float[] vector, int topK) {
        return query(vector, topK, o -> {});
    }

    /**
     * Finds the vectors nearest to a vector, with options. {@code POST /vector/QueryVectors}.
     *
     * @param vector the components of the query vector, as many as the index has
     * @param topK the maximum number of results, 1 to 100
     * @param options sets the filter, and what is returned of each vector
     * @return the results, nearest first
     * @throws dev.plinth.core.NotFoundException if the bucket or the index does not exist
     * @throws IllegalArgumentException if a component is not finite, or {@code topK} is outside its range
     */
    public List<VectorMatch> query(float[] vector, int topK, Consumer<? super VectorQueryOptions> options) {
        Arguments.required(vector, "vector");
        QuerySettings chosen = Arguments.configured(new QuerySettings(), options, "options");
        return OperationRunner.run(connection(), VectorOperations.query(bucket, name, vector, topK, chosen));
    }

    @Override
    protected VectorIndex withConnection(Connection connection) {
        return new VectorIndex(connection, bucket, name);
    }
}
