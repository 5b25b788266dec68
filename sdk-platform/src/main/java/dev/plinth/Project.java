package dev.plinth;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Users;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.View;
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
