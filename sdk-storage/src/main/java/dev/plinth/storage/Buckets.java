package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
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
        Arguments.required(connection, "connection");
        return new Buckets(connection);
    }

    /**
     * Creates a private bucket. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is its name too
     * @throws dev.plinth.core.ConflictException if there is such a bucket
     * @throws IllegalArgumentException if no bucket can have that id
     */
    public void create(String id) {
        Arguments.required(id, "id");
        create(id, o -> {});
    }

    /**
     * Creates a bucket. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is its name too
     * @param options sets what is to differ from a private bucket without limits
     * @throws dev.plinth.core.ConflictException if there is such a bucket
     * @throws IllegalArgumentException if no bucket can have that id
     */
    public void create(String id, Consumer<BucketOptions> options) {
        Arguments.required(id, "id");
        BucketOptions chosen = Arguments.configured(new BucketOptions(), options, "options");
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
        Arguments.required(id, "id");
        return Calls.run(connection(), BucketOperations.get(id));
    }

    /**
     * Lists all buckets, by id. {@code GET /bucket}.
     *
     * @return the buckets, fetched page by page
     */
    public PagedIterable<BucketInfo> list() {
        return list(o -> {});
    }

    /**
     * Lists buckets. {@code GET /bucket}.
     *
     * @param options sets which, and in which order
     * @return the buckets, fetched page by page
     */
    public PagedIterable<BucketInfo> list(Consumer<BucketListOptions> options) {
        BucketListOptions chosen = Arguments.configured(new BucketListOptions(), options, "options");
        return BucketOperations.list(connection(), chosen.query());
    }

    /**
     * Changes a bucket's settings. {@code PUT /bucket/{id}}.
     *
     * @param id the bucket's id
     * @param changes sets what is to change; the rest stays
     * @throws dev.plinth.core.NotFoundException if there is no such bucket, or it may not be changed
     * @throws IllegalArgumentException if nothing is to change
     */
    public void update(String id, Consumer<BucketPatch> changes) {
        Arguments.required(id, "id");
        BucketPatch patch = Arguments.configured(new BucketPatch(), changes, "changes");
        Calls.perform(connection(), BucketOperations.update(id, patch.fields()));
    }

    /**
     * Deletes all of a bucket's objects. Needs the key that may do everything. The server may take its time: when this
     * returns, the work is queued. {@code POST /bucket/{id}/empty}.
     *
     * @param id the bucket's id
     * @throws dev.plinth.core.NotFoundException if there is no such bucket
     * @throws dev.plinth.core.PermissionDeniedException if the credential may not do that
     * @throws dev.plinth.core.ConflictException if there are more objects than the server empties at once (200,000)
     */
    public void empty(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), BucketOperations.empty(id));
    }

    /**
     * Deletes an empty bucket. {@code DELETE /bucket/{id}}.
     *
     * @param id the bucket's id
     * @throws dev.plinth.core.ConflictException if it is not empty
     * @throws dev.plinth.core.NotFoundException if there is no such bucket
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), BucketOperations.delete(id));
    }

    @Override
    protected Buckets over(Connection other) {
        return new Buckets(other);
    }
}
