package dev.plinth.storage;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.url.MiscOperations;

/**
 * A client for the CDN cache that a project may have in front of its storage. All methods require the service-role key
 * and a direct connection.
 *
 * <p>Immutable and thread-safe. Methods throw a {@link dev.plinth.core.PlinthException} if the call fails, and
 * {@link dev.plinth.core.InvalidRequestException} if the project has no CDN cache.
 */
public final class CdnCache extends ApiClient<CdnCache> {

    private CdnCache(Connection connection) {
        super(connection);
    }

    static CdnCache of(Connection connection) {
        return new CdnCache(connection);
    }

    /** Purges the cache of every object in the project. {@code DELETE /cdn}. */
    public void purgeAll() {
        OperationRunner.perform(connection(), MiscOperations.purgeAll());
    }

    /** Purges the cache of all transformed images. {@code DELETE /cdn?transformations=true}. */
    public void purgeImages() {
        OperationRunner.perform(connection(), MiscOperations.purgeImages());
    }

    /**
     * Purges the cache of every object in a bucket. {@code DELETE /cdn/{bucket}}.
     *
     * @param bucket the bucket's id
     */
    public void purgeBucket(String bucket) {
        Arguments.required(bucket, "bucket");
        OperationRunner.perform(connection(), MiscOperations.purgeBucket(NameRules.checkBucket(bucket)));
    }

    /**
     * Purges the cache of one object. {@code DELETE /cdn/{bucket}/{key}}.
     *
     * @param bucket the bucket's id
     * @param key the object's key
     */
    public void purgeObject(String bucket, String key) {
        Arguments.required(bucket, "bucket");
        Arguments.required(key, "key");
        OperationRunner.perform(
                connection(), MiscOperations.purgeObject(NameRules.checkBucket(bucket), NameRules.checkKey(key)));
    }

    @Override
    protected CdnCache withConnection(Connection connection) {
        return new CdnCache(connection);
    }
}
