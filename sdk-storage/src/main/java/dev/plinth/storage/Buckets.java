package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.storage.internal.BucketOperations;
import java.util.function.Consumer;

/**
 * The buckets of a project.
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}).
 */
public final class Buckets extends View<Buckets> {

    private Buckets(Connection connection) {
        super(connection);
    }

    /**
     * Returns the buckets behind a connection.
     *
     * @param connection a connection to a project
     * @return the buckets
     */
    public static Buckets of(Connection connection) {
        return new Buckets(connection);
    }

    /**
     * Creates a private bucket. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is its name too
     * @throws dev.plinth.core.ConflictException if there is such a bucket
     */
    public void create(String id) {
        create(id, o -> {});
    }

    /**
     * Creates a bucket. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is its name too
     * @param options sets what is to differ from a private bucket without limits
     * @throws dev.plinth.core.ConflictException if there is such a bucket
     */
    public void create(String id, Consumer<BucketOptions> options) {
        BucketOptions chosen = new BucketOptions();
        options.accept(chosen);
        Calls.perform(connection(), BucketOperations.create(id, chosen.fields()));
    }

    /**
     * Returns one bucket's description. {@code GET /bucket/{id}}.
     *
     * @param id the bucket's id
     * @return the description
     * @throws dev.plinth.core.NotFoundException if there is no such bucket, or it may not be seen
     */
    public BucketInfo get(String id) {
        return Calls.run(connection(), BucketOperations.get(id));
    }

    /**
     * Lists all buckets. {@code GET /bucket}.
     *
     * @return the buckets, fetched page by page
     */
    public PagedIterable<BucketInfo> list() {
        return BucketOperations.list(connection());
    }

    /**
     * Deletes an empty bucket. {@code DELETE /bucket/{id}}.
     *
     * @param id the bucket's id
     * @throws dev.plinth.core.ConflictException if it is not empty
     * @throws dev.plinth.core.NotFoundException if there is no such bucket
     */
    public void delete(String id) {
        Calls.perform(connection(), BucketOperations.delete(id));
    }

    @Override
    protected Buckets over(Connection other) {
        return new Buckets(other);
    }
}
