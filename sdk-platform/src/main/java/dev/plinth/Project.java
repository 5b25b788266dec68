package dev.plinth;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Users;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.Direct;
import dev.plinth.internal.Discovery;
import dev.plinth.internal.StorageAdminOperations;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.Buckets;
import dev.plinth.storage.StorageClient;
import java.util.function.Consumer;

/**
 * One project: its users and its files, whichever way leads there.
 *
 * <p>Immutable and thread-safe.
 */
public final class Project extends View<Project> implements AutoCloseable {

    private Project(Connection connection) {
        super(connection);
    }

    static Project of(Connection connection) {
        return new Project(connection);
    }

    /**
     * Connects straight to a project. Nothing is sent.
     *
     * @param url the project's URL, such as {@code https://ref.example.co}
     * @param key the project's key
     * @return the project; close it
     * @throws IllegalArgumentException if the URL is none, or is plain http to another machine
     */
    public static Project connect(String url, ApiKey key) {
        return new Project(Connection.toProject(url, key));
    }

    /**
     * Connects straight to a project, with settings. Nothing is sent.
     *
     * @param url the project's URL, such as {@code https://ref.example.co}
     * @param key the project's key
     * @param options sets what is to differ from the defaults
     * @return the project; close it
     * @throws IllegalArgumentException if the URL is none, or is plain http to another machine
     */
    public static Project connect(String url, ApiKey key, Consumer<ConnectionOptions> options) {
        return new Project(Connection.toProject(url, key, options));
    }

    /**
     * Connects to the project that the environment names: {@code PROJECT_URL} and {@code PROJECT_KEY}, or
     * {@code PLATFORM_URL}, {@code PLATFORM_JWT} and {@code PROJECT_REF}.
     *
     * @return the project; close it
     * @throws IllegalStateException if neither set of variables is there
     */
    public static Project fromEnv() {
        return Environment.system().project();
    }

    /**
     * Returns the project's users, as an administrator sees them.
     *
     * @return the users
     */
    public Users users() {
        return auth().users();
    }

    /**
     * Returns the users' service, for signing in and all around it.
     *
     * @return the service
     */
    public AuthClient auth() {
        return AuthClient.of(connection());
    }

    /**
     * Returns the project's buckets.
     *
     * @return the buckets
     */
    public Buckets buckets() {
        return storage().buckets();
    }

    /**
     * Returns one bucket. Nothing is sent.
     *
     * @param id the bucket's id
     * @return the bucket
     */
    public Bucket bucket(String id) {
        Arguments.required(id, "id");
        return storage().bucket(id);
    }

    /**
     * Returns the storage service.
     *
     * @return the service
     */
    public StorageClient storage() {
        return StorageClient.of(connection());
    }

    /**
     * Asks the control plane where the project is and how it is doing. {@code GET /projects/{ref}} and
     * {@code GET /projects/{ref}/settings}.
     *
     * @return the settings
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached straight
     * @throws dev.plinth.core.NotFoundException if the platform has no such project, or tells nothing of it
     */
    public ProjectSettings settings() {
        return new Discovery(connection()).settings();
    }

    /**
     * Asks the control plane for the project's keys for clients.
     *
     * @return the keys that may be given away
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached straight
     */
    public ProjectKeys keys() {
        return keys(o -> {});
    }

    /**
     * Asks the control plane for the project's keys. They are held in memory only.
     *
     * @param options says which may be known
     * @return the keys
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached straight
     */
    public ProjectKeys keys(Consumer<KeyOptions> options) {
        Direct chosen = Arguments.configured(new Direct(), options, "options");
        return chosen.keys(connection());
    }

    /**
     * Goes straight to this project, with what the control plane tells of it: its URL, its region, and its key for
     * clients.
     *
     * @return the same project, reached straight; close it
     * @throws IllegalStateException if the platform does not tell the project's URL or key
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached straight already
     */
    public Project direct() {
        return direct(o -> {});
    }

    /**
     * Goes straight to this project, with what the control plane tells of it.
     *
     * @param options says which key to go with, and what of the connection is to differ from the defaults
     * @return the same project, reached straight; close it
     * @throws IllegalStateException if the platform does not tell the project's URL or key
     * @throws dev.plinth.core.UnsupportedByGatewayException if this project is reached straight already
     */
    public Project direct(Consumer<DirectOptions> options) {
        Direct chosen = Arguments.configured(new Direct(), options, "options");
        return new Project(chosen.open(connection()));
    }

    /**
     * Asks the control plane what the project's storage may and can do. {@code GET /projects/{ref}/config/storage}.
     *
     * @return the settings
     * @throws dev.plinth.core.NotFoundException if the platform does not tell
     */
    public StorageSettings storageSettings() {
        return Calls.run(connection(), StorageAdminOperations.config(Discovery.ref(connection())));
    }

    /**
     * Returns the project's S3 access keys.
     *
     * @return the keys
     */
    public S3Credentials s3Credentials() {
        return S3Credentials.of(connection());
    }

    /** Ends the connection, if this is what {@code connect} or {@code fromEnv} returned. */
    @Override
    public void close() {
        connection().close();
    }

    @Override
    protected Project over(Connection other) {
        return new Project(other);
    }
}
