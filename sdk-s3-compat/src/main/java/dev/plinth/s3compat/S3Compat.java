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
 * The AWS SDK's S3 clients, set up so that they work with a Supabase-style project: endpoint, path style, region,
 * checksums, credentials. What you get are AWS's own clients.
 *
 * <pre>{@code
 * try (S3Client s3 = S3Compat.of(project.connection(), S3Keys.of(id, secret)).client()) {
 *     s3.putObject(r -> r.bucket("reports").key("q3.csv"), RequestBody.fromString("a,b\n"));
 * }
 * }</pre>
 *
 * <p>At a project's endpoint, calls that its server would take for something else are refused before anything is sent
 * ({@link dev.plinth.core.UnsupportedByGatewayException}): {@code PutObjectTagging} would overwrite the object there.
 *
 * <p>Immutable and thread-safe.
 */
public final class S3Compat {

    private final S3Settings settings;

    S3Compat(S3Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns a project's S3 with all rights, for servers.
     *
     * @param connection a connection that leads straight to the project
     * @param keys the project's S3 keys
     * @return S3 there
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection leads through a control plane
     * @throws IllegalArgumentException if the keys are the project's API keys
     */
    public static S3Compat of(Connection connection, S3Keys keys) {
        Arguments.required(connection, "connection");
        return builder()
                .connection(connection)
                .keys(Arguments.required(keys, "keys"))
                .build();
    }

    /**
     * Returns a project's S3 as a user sees it, under row-level security. The clients follow the session's refresh.
     *
     * @param connection a connection that leads straight to the project and acts as the user, as
     *     {@code project.actingAs(session).connection()} does
     * @return S3 there
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection leads through a control plane
     * @throws IllegalArgumentException if the connection acts as no user, or the project's ref or anon key is not known
     */
    public static S3Compat asUser(Connection connection) {
        Arguments.required(connection, "connection");
        return builder().sessionOf(connection).build();
    }

    /**
     * Returns a project's S3 as a user sees it, with what the connection does not tell.
     *
     * @param connection a connection that leads straight to the project and acts as the user
     * @param options sets the ref, the anon key, or what else is to differ
     * @return S3 there
     * @throws dev.plinth.core.UnsupportedByGatewayException if the connection leads through a control plane
     * @throws IllegalArgumentException if the connection acts as no user, or the project's ref or anon key is not known
     */
    public static S3Compat asUser(Connection connection, Consumer<S3CompatBuilder> options) {
        Arguments.required(connection, "connection");
        S3CompatBuilder builder = Arguments.configured(builder().sessionOf(connection), options, "options");
        return builder.build();
    }

    /**
     * Begins without a connection: for Supabase, self-hosted projects, MinIO, AWS.
     *
     * @return a builder; say where S3 is and who acts
     */
    public static S3CompatBuilder builder() {
        return new S3CompatBuilder();
    }

    /**
     * Makes a blocking client.
     *
     * @return the AWS SDK's client; close it
     */
    public S3Client client() {
        return client(builder -> {});
    }

    /**
     * Makes a blocking client.
     *
     * @param change changes AWS's own builder, which has been set up already; interceptors of yours are kept
     * @return the AWS SDK's client; close it
     */
    public S3Client client(Consumer<? super S3ClientBuilder> change) {
        Arguments.required(change, "change");
        return Clients.blocking(settings, change);
    }

    /**
     * Makes an asynchronous client, which sends large objects in parts. It needs one of AWS's asynchronous HTTP clients,
     * such as {@code software.amazon.awssdk:netty-nio-client}.
     *
     * @return the AWS SDK's client; close it
     */
    public S3AsyncClient asyncClient() {
        return asyncClient(builder -> {});
    }

    /**
     * Makes an asynchronous client, which sends large objects in parts. It needs one of AWS's asynchronous HTTP clients,
     * such as {@code software.amazon.awssdk:netty-nio-client}.
     *
     * @param change changes AWS's own builder, which has been set up already; interceptors of yours are kept
     * @return the AWS SDK's client; close it
     */
    public S3AsyncClient asyncClient(Consumer<? super S3AsyncClientBuilder> change) {
        Arguments.required(change, "change");
        return Clients.async(settings, change);
    }

    /**
     * Makes what signs links for others to use.
     *
     * @return the AWS SDK's presigner; close it
     */
    public S3Presigner presigner() {
        return presigner(builder -> {});
    }

    /**
     * Makes what signs links for others to use.
     *
     * @param change changes AWS's own builder, which has been set up already
     * @return the AWS SDK's presigner; close it
     */
    public S3Presigner presigner(Consumer<? super S3Presigner.Builder> change) {
        Arguments.required(change, "change");
        return Clients.presigner(settings, change);
    }

    /**
     * Makes a transfer manager with an asynchronous client of its own. It needs
     * {@code software.amazon.awssdk:s3-transfer-manager} and one of AWS's asynchronous HTTP clients.
     *
     * @return the AWS SDK's transfer manager; close it
     */
    public S3TransferManager transferManager() {
        return transferManager(builder -> {});
    }

    /**
     * Makes a transfer manager with an asynchronous client of its own. It needs
     * {@code software.amazon.awssdk:s3-transfer-manager} and one of AWS's asynchronous HTTP clients.
     *
     * @param change changes AWS's own builder, which has been set up already
     * @return the AWS SDK's transfer manager; close it
     */
    public S3TransferManager transferManager(Consumer<? super S3TransferManager.Builder> change) {
        Arguments.required(change, "change");
        return Transfers.owning(Clients.forTransfers(settings), change);
    }

    /**
     * Looks for what is wrong: asks the endpoint, with these credentials, and says what to set. Blocks for a few small
     * requests; nothing is changed on the server.
     *
     * @return what was found, for printing
     */
    public Diagnosis diagnose() {
        return diagnose(builder -> {});
    }

    /**
     * Looks for what is wrong with a client that is changed like that.
     *
     * @param change what {@link #client(Consumer)} is given
     * @return what was found, for printing
     */
    public Diagnosis diagnose(Consumer<? super S3ClientBuilder> change) {
        Arguments.required(change, "change");
        return new Doctor(settings).examine(change);
    }

    /**
     * Returns the settings under which Hadoop's S3A, and with it Spark, Flink and others, reads and writes here. They
     * hold the keys in clear; of a user's session, the token of this moment, which expires.
     *
     * @return names and values, unmodifiable; Spark wants {@code spark.hadoop.} before each name
     */
    public Map<String, String> hadoopProperties() {
        return Hadoop.properties(settings);
    }

    /**
     * Returns where S3 is.
     *
     * @return the endpoint, without a slash at its end
     */
    public URI endpoint() {
        return settings.endpoint().uri();
    }

    /**
     * Returns the region that is signed for.
     *
     * @return the region
     */
    public String region() {
        return settings.region();
    }

    /**
     * Returns who acts, for other clients of AWS's.
     *
     * @return the credentials; of a session, they follow its refresh
     */
    public AwsCredentialsProvider credentials() {
        return settings.credentials();
    }

    @Override
    public String toString() {
        return "S3Compat[" + settings.endpoint().uri() + ", " + settings.region() + "]";
    }
}
