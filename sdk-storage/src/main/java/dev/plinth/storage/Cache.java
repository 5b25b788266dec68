package dev.plinth.storage;

import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.MiscOperations;
import dev.plinth.storage.internal.Names;

/**
 * The caches that a project may have before its storage. All of it needs the key that may do everything.
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}), and
 * {@link dev.plinth.core.InvalidRequestException} if the project has no such caches.
 */
public final class Cache extends View<Cache> {

    private Cache(Connection connection) {
        super(connection);
    }

    static Cache of(Connection connection) {
        return new Cache(connection);
    }

    /** Makes them forget all objects. {@code DELETE /cdn}. */
    public void purge() {
        Calls.perform(connection(), MiscOperations.purge("", false));
    }

    /** Makes them forget all changed images. {@code DELETE /cdn?transformations=true}. */
    public void purgeImages() {
        Calls.perform(connection(), MiscOperations.purge("", true));
    }

    /**
     * Makes them forget a bucket. {@code DELETE /cdn/{bucket}}.
     *
     * @param bucket the bucket's id
     */
    public void purge(String bucket) {
        Arguments.required(bucket, "bucket");
        Calls.perform(connection(), MiscOperations.purge("/{bucket}", false, Names.bucket(bucket)));
    }

    /**
     * Makes them forget an object. {@code DELETE /cdn/{bucket}/{key}}.
     *
     * @param bucket the bucket's id
     * @param key the object's key
     */
    public void purge(String bucket, String key) {
        Arguments.required(bucket, "bucket");
        Arguments.required(key, "key");
        Calls.perform(
                connection(), MiscOperations.purge("/{bucket}/{path*}", false, Names.bucket(bucket), Names.key(key)));
    }

    @Override
    protected Cache over(Connection other) {
        return new Cache(other);
    }
}
