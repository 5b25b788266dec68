package dev.plinth.s3compat;

import dev.plinth.core.Connection;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.s3compat.internal.Clients;
import dev.plinth.s3compat.internal.Hadoop;
import dev.plinth.s3compat.internal.S3Settings;
import dev.plinth.s3compat.internal.Transfers;
import dev.plinth.s3compat.internal.doctor.Doctor;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * Creates the AWS SDK's S3 clients, configured for a Supabase-style project: endpoint, path style, region, checksums
 * and credentials. The clients are the AWS SDK's own.
 *
 * <pre>{@code
 * S3Keys keys = S3Keys.of(System.getenv("S3_ACCESS_KEY_ID"), System.getenv("S3_SECRET_ACCESS_KEY"));
 * try (S3Client s3 = S3Compat.of(project.connection(), keys).client()) {
 *     s3.putObject(r -> r.bucket("reports").key("q3.csv"), RequestBody.fromString("a,b\n"));
 * }
 * }</pre>
 *
 * <p>At a project's endpoint, operations that the Storage server would confuse with others are refused before anything
 * is sent ({@link dev.plinth.core.UnsupportedByGatewayException}): {@code PutObjectTagging}, for example, would
 * overwrite the object.
 *
 * <p>Immutable and thread-safe.
 */
public final class S3Compat {

    private final S3Settings settings;

    S3Compat(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * Configures clients for a project's S3 endpoint with access keys. They bypass row-level security: use them on
     * servers only.
     *
     * @param connection a direct connection to the project
     * @param keys the project's S3 access keys
     * @return the configuration
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     * @throws IllegalArgumentException if the keys are API keys of the project
     */
    public static S3Compat of(Connection connection, S3Keys keys) {
        Arguments.required(connection, "connection");
        return builder()
                .connection(connection)
                .keys(Arguments.required(keys, "keys"))
                .build();
    }

    /**
     * Configures clients for a project's S3 endpoint that act as a user, under row-level security. The clients always
     * use the session's current access token.
     *
     * @param connection a direct connection to the project that acts as the user, as
     *     {@code project.actingAs(session).connection()} returns
     * @return the configuration
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     * @throws IllegalArgumentException if the connection does not act as a user, or the project's ref or anon key is
     *     unknown
     */
    public static S3Compat asUser(Connection connection) {
        Arguments.required(connection, "connection");
        return builder().sessionOf(connection).build();
    }

    /**
     * Configures clients for a project's S3 endpoint that act as a user, under row-level security, with options.
     *
     * @param connection a direct connection to the project that acts as the user
     * @param options sets what the connection does not contain, such as the ref or the anon key, and other options
     * @return the configuration
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection goes through a control plane
     * @throws IllegalArgumentException if the connection does not act as a user, or the project's ref or anon key is
     *     unknown
     */
    public static S3Compat asUser(Connection connection, Consumer<? super S3CompatBuilder> options) {
        Arguments.required(connection, "connection");
        S3CompatBuilder builder = Arguments.configured(builder().sessionOf(connection), options, "options");
        return builder.build();
    }

    /**
     * Returns a builder that needs no connection, for Supabase, self-hosted projects, MinIO or AWS.
     *
     * @return a builder; the endpoint and the credentials must be set
     */
    public static S3CompatBuilder builder() {
        return new S3CompatBuilder();
    }

    /**
     * Creates a blocking client.
     *
     * @return the AWS SDK's client; the caller closes it
     */
    public S3Client client() {
        return client(builder -> {});
    }

    /**
     * Creates a blocking client with changes to its configuration.
     *
     * @param customizer changes the AWS SDK's builder after Plinth has configured it; interceptors that it adds are
     *     kept
     * @return the AWS SDK's client; the caller closes it
     */
    public S3Client client(Consumer<? super S3ClientBuilder> customizer) {
        Arguments.required(customizer, "customizer");
        return Clients.blocking(settings, customizer);
    }

    /**
     * Creates an asynchronous client, which uploads large objects as multipart uploads. It requires one of the AWS
     * SDK's asynchronous HTTP clients, such as {@code software.amazon.awssdk:netty-nio-client}.
     *
     * @return the AWS SDK's client; the caller closes it
     */
    public S3AsyncClient asyncClient() {
        return asyncClient(builder -> {});
    }

    /**
     * Creates an asynchronous client with changes to its configuration. It uploads large objects as multipart uploads,
     * and requires one of the AWS SDK's asynchronous HTTP clients, such as
     * {@code software.amazon.awssdk:netty-nio-client}.
     *
     * @param customizer changes the AWS SDK's builder after Plinth has configured it; interceptors that it adds are
     *     kept
     * @return the AWS SDK's client; the caller closes it
     */
    public S3AsyncClient asyncClient(Consumer<? super S3AsyncClientBuilder> customizer) {
        Arguments.required(customizer, "customizer");
        return Clients.async(settings, customizer);
    }

    /**
     * Creates a presigner for presigned URLs.
     *
     * @return the AWS SDK's presigner; the caller closes it
     */
    public S3Presigner presigner() {
        return presigner(builder -> {});
    }

    /**
     * Creates a presigner for presigned URLs with changes to its configuration.
     *
     * @param customizer changes the AWS SDK's builder after Plinth has configured it
     * @return the AWS SDK's presigner; the caller closes it
     */
    public S3Presigner presigner(Consumer<? super S3Presigner.Builder> customizer) {
        Arguments.required(customizer, "customizer");
        return Clients.presigner(settings, customizer);
    }

    /**
     * Creates a transfer manager with its own asynchronous client. It requires
     * {@code software.amazon.awssdk:s3-transfer-manager} and one of the AWS SDK's asynchronous HTTP clients.
     *
     * @return the AWS SDK's transfer manager; the caller closes it
     */
    public S3TransferManager transferManager() {
        return transferManager(builder -> {});
    }

    /**
     * Creates a transfer manager with its own asynchronous client, with changes to its configuration. It requires
     * {@code software.amazon.awssdk:s3-transfer-manager} and one of the AWS SDK's asynchronous HTTP clients.
     *
     * @param customizer changes the AWS SDK's builder after Plinth has configured it
     * @return the AWS SDK's transfer manager; the caller closes it
     */
    public S3TransferManager transferManager(Consumer<? super S3TransferManager.Builder> customizer) {
        Arguments.required(customizer, "customizer");
        return Transfers.create(Clients.forTransferManager(settings), customizer);
    }

    /**
     * Checks the endpoint, the credentials and the configuration, and reports what to correct. Blocks for a few small
     * requests, which change nothing on the server.
     *
     * @return the findings
     */
    public Diagnosis diagnose() {
        return diagnose(builder -> {});
    }

    /**
     * Checks the endpoint, the credentials and the configuration of a client with changes, and reports what to correct.
     * Blocks for a few small requests, which change nothing on the server.
     *
     * @param customizer the changes that are passed to {@link #client(Consumer)}
     * @return the findings
     */
    public Diagnosis diagnose(Consumer<? super S3ClientBuilder> customizer) {
        Arguments.required(customizer, "customizer");
        return new Doctor(settings).diagnose(customizer);
    }

    /**
     * Returns the settings with which Hadoop's S3A connector, and so Spark, Flink and others, use this endpoint. The
     * values contain the secret key in plain text; for a user's session they contain the current access token, which
     * expires. The map's {@code toString} shows no secret.
     *
     * @return names and values, unmodifiable; for Spark, prefix each name with {@code spark.hadoop.}
     */
    public Map<String, String> hadoopProperties() {
        return Hadoop.properties(settings);
    }

    /** {@return the S3 endpoint, without a slash at its end} */
    public URI endpoint() {
        return settings.endpoint().uri();
    }

    /** {@return the region in the signatures} */
    public String region() {
        return settings.region();
    }

    /**
     * {@return the credentials, for other clients of the AWS SDK} Those of a session always contain its current access
     * token.
     */
    public AwsCredentialsProvider credentials() {
        return settings.credentials();
    }

    @Override
    public String toString() {
        return "S3Compat[" + settings.endpoint().uri() + ", " + settings.region() + "]";
    }
}
