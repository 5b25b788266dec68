package dev.plinth.storage.analytics;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.analytics.internal.AnalyticsListSettings;
import dev.plinth.storage.analytics.internal.AnalyticsOperations;
import dev.plinth.storage.analytics.internal.CatalogProperties;
import dev.plinth.storage.internal.api.NameRules;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A client for a project's analytics buckets, each of which is a warehouse of Apache Iceberg tables. Namespaces and
 * tables are managed with Iceberg's own {@code RESTCatalog}, which {@link #catalogProperties} configures:
 *
 * <pre>{@code
 * project.analytics().create("sales");
 * Map<String, String> properties =
 *         project.analytics().catalogProperties("sales", "access key id", Secret.of("secret"));
 * }</pre>
 *
 * <p>Iceberg's client takes the properties as they are: {@code new RESTCatalog().initialize("sales", properties)}.
 *
 * <p>All methods require the service-role key, a direct connection, and a project with analytics buckets: a self-hosted
 * server needs {@code ICEBERG_ENABLED=true}. Through a control plane they throw
 * {@link dev.plinth.core.UnsupportedByGatewayException}; if the project does not have analytics buckets,
 * {@link dev.plinth.core.NotFoundException}, {@link dev.plinth.core.PermissionDeniedException} or
 * {@link dev.plinth.core.ConflictException} with a hint.
 *
 * <p>Immutable and thread-safe. Methods throw a {@link dev.plinth.core.PlinthException} if the call fails.
 */
public final class AnalyticsBuckets extends ApiClient<AnalyticsBuckets> {

    private AnalyticsBuckets(Connection connection) {
        super(connection);
    }

    /**
     * Creates a client for the analytics buckets of a connection's project.
     *
     * @param connection a connection to a project
     * @return the client
     */
    public static AnalyticsBuckets of(Connection connection) {
        Arguments.required(connection, "connection");
        return new AnalyticsBuckets(connection);
    }

    /**
     * Creates an analytics bucket. {@code POST /iceberg/bucket}.
     *
     * @param name the bucket's name
     * @return the created bucket
     * @throws dev.plinth.core.ConflictException if an analytics bucket with this name exists, or the project has
     *     reached its maximum number of them
     * @throws IllegalArgumentException if the name is not valid
     */
    public AnalyticsBucketInfo create(String name) {
        Arguments.required(name, "name");
        return OperationRunner.run(connection(), AnalyticsOperations.create(name));
    }

    /**
     * Lists all analytics buckets, sorted by name. {@code GET /iceberg/bucket}.
     *
     * @return the buckets, fetched page by page
     */
    public PagedIterable<AnalyticsBucketInfo> list() {
        return list(o -> {});
    }

    /**
     * Lists analytics buckets with options, sorted by name. {@code GET /iceberg/bucket}.
     *
     * @param options sets which buckets are listed, and their order
     * @return the buckets, fetched page by page
     */
    public PagedIterable<AnalyticsBucketInfo> list(Consumer<? super AnalyticsListOptions> options) {
        AnalyticsListSettings chosen = Arguments.configured(new AnalyticsListSettings(), options, "options");
        return AnalyticsOperations.list(connection(), chosen);
    }

    /**
     * Deletes an analytics bucket, with all its namespaces and tables and their files. {@code DELETE /iceberg/bucket/{name}}.
     *
     * @param name the bucket's name
     * @throws dev.plinth.core.NotFoundException if the bucket does not exist
     */
    public void delete(String name) {
        Arguments.required(name, "name");
        OperationRunner.perform(connection(), AnalyticsOperations.delete(name));
    }

    /**
     * Returns the properties with which Apache Iceberg's {@code RESTCatalog} reaches a bucket's namespaces and tables:
     * {@code uri}, {@code warehouse}, {@code token} (the connection's current token), and the properties of Iceberg's
     * {@code S3FileIO}. Spark, Flink and Trino take the same properties, each with a prefix of its own. The map contains
     * secrets, and its {@code toString} does not show them. Sends nothing.
     *
     * @param bucket the bucket's name
     * @param accessKeyId the id of an S3 access key of the project
     * @param secretAccessKey the secret of this access key
     * @return names and values, unmodifiable
     * @throws IllegalStateException if the connection's key is not a token: an {@code sb_secret_} key, which the catalog
     *     does not accept
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     */
    public Map<String, String> catalogProperties(String bucket, String accessKeyId, Secret secretAccessKey) {
        NameRules.checkBucket(Arguments.required(bucket, "bucket"));
        Arguments.present(accessKeyId, "accessKeyId");
        Arguments.required(secretAccessKey, "secretAccessKey");
        return CatalogProperties.of(connection(), bucket, accessKeyId, secretAccessKey);
    }

    @Override
    protected AnalyticsBuckets withConnection(Connection connection) {
        return new AnalyticsBuckets(connection);
    }
}
