package dev.plinth.storage;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.bucket.BucketOperations;
import java.util.function.Consumer;

/**
 * A client for a project's buckets: it creates, lists, updates and deletes them.
 *
 * <pre>{@code
 * Buckets buckets = project.buckets();
 * buckets.create("avatars", o -> o.isPublic(true).fileSizeLimit("5MB").allowedMimeTypes("image/*"));
 * buckets.update("avatars", u -> u.clearFileSizeLimit());
 * for (BucketInfo bucket : buckets.list()) {
 *     System.out.println(bucket.id());
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. Methods throw a {@link dev.plinth.core.PlinthException} if the call fails.
 */
public final class Buckets extends ApiClient<Buckets> {

    private Buckets(Connection connection) {
        super(connection);
    }

    /**
     * Creates a client for the buckets of a connection's project.
     *
     * @param connection a connection to a project
     * @return the client
     */
    public static Buckets of(Connection connection) {
        Arguments.required(connection, "connection");
        return new Buckets(connection);
    }

    /**
     * Creates a private bucket without limits. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is also its name
     * @return a client for the objects in the created bucket
     * @throws dev.plinth.core.ConflictException if a bucket with this id or name exists
     * @throws IllegalArgumentException if the id is not valid
     */
    public Bucket create(String id) {
        Arguments.required(id, "id");
        return create(id, o -> {});
    }

    /**
     * Creates a bucket with options. {@code POST /bucket}.
     *
     * @param id the bucket's id, which is also its name
     * @param options sets the bucket's options; by default it is private and has no limits
     * @return a client for the objects in the created bucket
     * @throws dev.plinth.core.ConflictException if a bucket with this id or name exists
     * @throws IllegalArgumentException if the id is not valid
     */
    public Bucket create(String id, Consumer<? super BucketOptions> options) {
        Arguments.required(id, "id");
        BucketOptions chosen = Arguments.configured(new BucketOptions(), options, "options");
        OperationRunner.perform(connection(), BucketOperations.create(id, chosen.fields()));
        return Bucket.of(connection(), id);
    }

    /**
     * Gets a bucket's settings. {@code GET /bucket/{id}}.
     *
     * @param id the bucket's id
     * @return the settings
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist or policies hide it
     */
    public BucketInfo get(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), BucketOperations.get(id));
    }

    /**
     * Lists all buckets, sorted by id. {@code GET /bucket}.
     *
     * @return the buckets, fetched page by page
     */
    public PagedIterable<BucketInfo> list() {
        return list(o -> {});
    }

    /**
     * Lists buckets with options. {@code GET /bucket}.
     *
     * @param options sets which buckets are listed, and their order
     * @return the buckets, fetched page by page
     */
    public PagedIterable<BucketInfo> list(Consumer<? super BucketListOptions> options) {
        BucketListOptions chosen = Arguments.configured(new BucketListOptions(), options, "options");
        return BucketOperations.list(connection(), chosen.query());
    }

    /**
     * Updates a bucket's settings. {@code PUT /bucket/{id}}.
     *
     * @param id the bucket's id
     * @param changes sets the changes; other settings stay unchanged
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist, or policies hide it or forbid the update
     * @throws IllegalArgumentException if no change is set
     */
    public void update(String id, Consumer<? super BucketUpdate> changes) {
        Arguments.required(id, "id");
        BucketUpdate update = Arguments.configured(new BucketUpdate(), changes, "changes");
        OperationRunner.perform(connection(), BucketOperations.update(id, update.fields()));
    }

    /**
     * Deletes all objects of a bucket. {@code POST /bucket/{id}/empty}. Requires the service-role key. The server may
     * only queue the deletion: objects can still exist when this method returns.
     *
     * @param id the bucket's id
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     * @throws dev.plinth.core.PermissionDeniedException if the credential does not have the service role
     * @throws dev.plinth.core.ConflictException if the bucket has more objects than the server deletes at once
     *     (200,000)
     */
    public void empty(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), BucketOperations.empty(id));
    }

    /**
     * Deletes an empty bucket. {@code DELETE /bucket/{id}}.
     *
     * @param id the bucket's id
     * @throws dev.plinth.core.ConflictException if the bucket is not empty
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist or policies hide it
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), BucketOperations.delete(id));
    }

    @Override
    protected Buckets withConnection(Connection connection) {
        return new Buckets(connection);
    }
}
