package dev.plinth;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Users;
import dev.plinth.core.ApiClient;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.DirectConnection;
import dev.plinth.internal.Discovery;
import dev.plinth.internal.StorageAdminOperations;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.Buckets;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.analytics.AnalyticsBuckets;
import dev.plinth.storage.vectors.VectorBuckets;
import java.util.function.Consumer;

/**
 * A project: its users, its buckets and objects, and its settings. It is reached either directly ({@link #connect}) or
 * through its platform's control plane ({@link Platform#project}), with the same methods.
 *
 * <pre>{@code
 * ApiKey key = ApiKey.of(System.getenv("PROJECT_KEY"));
 * try (Project project = Project.connect("https://ref.example.co", key)) {
 *     User user = project.users().create(u -> u.email("user@example.com").password("securepass"));
 *     project.bucket("avatars").upload(user.id() + ".png", Path.of("avatar.png"));
 *
 *     Session session = project.auth().signInWithPassword("user@example.com", "securepass");
 *     Project asUser = project.actingAs(session);
 *     for (ListedObject object : asUser.bucket("avatars").list()) {
 *         System.out.println(object.key());
 *     }
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Project extends ApiClient<Project> implements AutoCloseable {

    private Project(Connection connection) {
        super(connection);
    }

    static Project of(Connection connection) {
        return new Project(connection);
    }

    /**
     * Connects to a project directly. Sends nothing.
     *
     * @param url the project's URL, such as {@code https://ref.example.co}
     * @param key the project's API key
     * @return the project; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, or is plain http to a host other than
     *     this machine
     */
    public static Project connect(String url, ApiKey key) {
        return new Project(Connection.toProject(url, key));
    }

    /**
     * Connects to a project directly, with options. Sends nothing.
     *
     * @param url the project's URL, such as {@code https://ref.example.co}
     * @param key the project's API key
     * @param options sets the options that differ from the defaults
     * @return the project; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, or is plain http to a host other than
     *     this machine and {@link ConnectionOptions#allowHttp()} is not set
     */
    public static Project connect(String url, ApiKey key, Consumer<? super ConnectionOptions> options) {
        return new Project(Connection.toProject(url, key, options));
    }

    /**
     * Connects to the project that environment variables specify: directly if {@code PROJECT_URL} and
     * {@code PROJECT_KEY} are set; else through the control plane with {@code PLATFORM_URL}, {@code PLATFORM_JWT} and
     * {@code PROJECT_REF}; else directly with {@code SUPABASE_URL} and {@code SUPABASE_SERVICE_ROLE_KEY}, or
     * {@code SUPABASE_ANON_KEY} if the former is not set. Sends nothing.
     *
     * @return the project; close it
     * @throws IllegalStateException if a required variable is not set
     */
    public static Project fromEnv() {
        return Environment.system().project();
    }

    /**
     * Returns the client for managing the project's users. Requires administrative access: a service role key, or a
     * control plane.
     *
     * @return the client
     */
    public Users users() {
        return auth().users();
    }

    /**
     * Returns the client of the project's Auth service: sign-in, sessions, account settings and administration.
     *
     * @return the client
     */
    public AuthClient auth() {
        return AuthClient.of(connection());
    }

    /**
     * Returns the client for creating, listing and changing the project's buckets.
     *
     * @return the client
     */
    public Buckets buckets() {
        return storage().buckets();
    }

    /**
     * Returns the client for the objects in one bucket. Sends nothing; if there is no such bucket, its calls fail.
     *
     * @param id the bucket's id
     * @return the client
     */
    public Bucket bucket(String id) {
        Arguments.required(id, "id");
        return storage().bucket(id);
    }

    /**
     * Returns the client of the project's Storage service.
     *
     * @return the client
     */
    public StorageClient storage() {
        return StorageClient.of(connection());
    }

    /**
     * Returns the client of the project's vector buckets, for similarity search.
     *
     * @return the client
     */
    public VectorBuckets vectors() {
        return storage().vectors();
    }

    /**
     * Returns the client of the project's analytics buckets, for Apache Iceberg tables.
     *
     * @return the client
     */
    public AnalyticsBuckets analytics() {
        return storage().analytics();
    }

    /**
     * Gets the project's URLs, region and status from the control plane. {@code GET /projects/{ref}} and {@code GET
     * /projects/{ref}/settings}.
     *
     * @return the settings
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached directly
     * @throws dev.plinth.core.NotFoundException if the platform has no such project, or returns no details about it
     * @throws dev.plinth.core.PermissionDeniedException if the signed-in user is not allowed to read them
     */
    public ProjectSettings getSettings() {
        return new Discovery(connection()).settings();
    }

    /**
     * Gets the project's API keys for clients from the control plane.
     *
     * @return the keys for clients: {@code anon} and {@code sb_publishable_…}
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached directly
     * @throws dev.plinth.core.NotFoundException if no keys were found, because the platform does not offer them
     * @throws dev.plinth.core.PermissionDeniedException if no keys were found, because the signed-in user is not
     *     allowed to read them
     */
    public ProjectKeys getKeys() {
        return getKeys(o -> {});
    }

    /**
     * Gets the project's API keys from the control plane, with options. The keys are kept in memory only.
     *
     * @param options selects which keys to include; by default the keys for clients only
     * @return the keys
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached directly
     * @throws dev.plinth.core.NotFoundException if no keys were found, because the platform does not offer them
     * @throws dev.plinth.core.PermissionDeniedException if no keys were found, because the signed-in user is not
     *     allowed to read them
     */
    public ProjectKeys getKeys(Consumer<? super KeyOptions> options) {
        DirectConnection chosen = Arguments.configured(new DirectConnection(), options, "options");
        return chosen.keys(connection());
    }

    /**
     * Connects to this project directly, with the URL, the region and the key for clients that the control plane
     * returns. Sends the requests of {@link #getSettings()} and {@link #getKeys()}.
     *
     * @return the same project, reached directly; close it
     * @throws IllegalStateException if the platform does not return the project's URL or key
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is already reached directly
     */
    public Project connectDirect() {
        return connectDirect(o -> {});
    }

    /**
     * Connects to this project directly, with options. The control plane returns the URL, the region and the key. Sends
     * the requests of {@link #getSettings()} and {@link #getKeys()}.
     *
     * @param options selects the key, and sets the options of the connection that differ from the defaults
     * @return the same project, reached directly; close it
     * @throws IllegalStateException if the platform does not return the project's URL or key
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is already reached directly
     */
    public Project connectDirect(Consumer<? super ConnectDirectOptions> options) {
        DirectConnection chosen = Arguments.configured(new DirectConnection(), options, "options");
        return new Project(chosen.open(connection()));
    }

    /**
     * Gets the limits and features of the project's storage from the control plane. {@code GET
     * /projects/{ref}/config/storage}.
     *
     * @return the settings
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached directly
     * @throws dev.plinth.core.NotFoundException if the platform does not offer these settings
     */
    public StorageSettings getStorageSettings() {
        return OperationRunner.run(connection(), StorageAdminOperations.config(Discovery.ref(connection())));
    }

    /**
     * Returns the client for managing the project's S3 access keys.
     *
     * @return the client
     */
    public S3Credentials s3Credentials() {
        return S3Credentials.of(connection());
    }

    /**
     * Closes the connection if {@code connect}, {@code connectDirect} or {@code fromEnv} returned this project; on any
     * other project, does nothing. Idempotent.
     */
    @Override
    public void close() {
        connection().close();
    }

    @Override
    protected Project withConnection(Connection connection) {
        return new Project(connection);
    }
}
