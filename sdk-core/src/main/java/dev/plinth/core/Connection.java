package dev.plinth.core;

import dev.plinth.core.http.RawHttpClient;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.core.internal.connection.LiveConnection;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * A connection to a platform's control plane or to one project: the base URL, the credentials, the settings, and the
 * socket pool and threads that all clients derived from it share.
 *
 * <pre>{@code
 * ApiKey key = ApiKey.of(System.getenv("PROJECT_KEY"));
 * try (Connection connection = Connection.toProject("https://ref.example.co", key, o -> o.maxAttempts(2))) {
 *     try (HttpResponse response = connection.http().execute(HttpRequest.of("GET", "/storage/v1/bucket"))) {
 *         System.out.println(response.status());
 *     }
 * }
 * }</pre>
 *
 * <p>Most programs open a connection with {@code Project.connect} or {@code Platform.connect}, which take the same
 * options. Thread-safe. Cannot be implemented outside Plinth.
 */
public sealed interface Connection extends AutoCloseable permits LiveConnection {

    /**
     * Creates a connection that goes directly to a project: GoTrue at {@code /auth/v1}, Storage at {@code /storage/v1}.
     * Sends nothing.
     *
     * @param projectUrl the project's URL, such as {@code https://ref.example.co}
     * @param key the project's API key
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, or is plain http to a host other than
     *     this machine
     */
    static Connection toProject(String projectUrl, ApiKey key) {
        return toProject(projectUrl, key, o -> {});
    }

    /**
     * Creates a connection that goes directly to a project, with options: GoTrue at {@code /auth/v1}, Storage at
     * {@code /storage/v1}. Sends nothing.
     *
     * @param projectUrl the project's URL, such as {@code https://ref.example.co}
     * @param key the project's API key
     * @param options sets the options that differ from the defaults
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, or is plain http to a host other than
     *     this machine and {@link ConnectionOptions#allowHttp()} is not set
     */
    static Connection toProject(String projectUrl, ApiKey key, Consumer<? super ConnectionOptions> options) {
        return Connector.toProject(projectUrl, key, options);
    }

    /**
     * Creates a connection to a platform's control plane. Sends nothing.
     *
     * @param platformUrl the platform's URL, such as {@code http://localhost:3001}, with or without a trailing
     *     {@code /api} or {@code /api/platform}
     * @param credentials the {@link AccessToken} of a signed-in user, or the credentials that the platform's gateway
     *     requires
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, if it is plain http to a host other than
     *     this machine, or if the credentials are a project's API key
     */
    static Connection toPlatform(String platformUrl, Credentials credentials) {
        return toPlatform(platformUrl, credentials, o -> {});
    }

    /**
     * Creates a connection to a platform's control plane, with options. Sends nothing.
     *
     * @param platformUrl the platform's URL, such as {@code http://localhost:3001}, with or without a trailing
     *     {@code /api} or {@code /api/platform}
     * @param credentials the {@link AccessToken} of a signed-in user, or the credentials that the platform's gateway
     *     requires
     * @param options sets the options that differ from the defaults
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL; if it is plain http to a host other than
     *     this machine and {@link ConnectionOptions#allowHttp()} is not set; or if the credentials are a project's API
     *     key and {@link ConnectionOptions#allowProjectKeys()} is not set
     */
    static Connection toPlatform(
            String platformUrl, Credentials credentials, Consumer<? super ConnectionOptions> options) {
        return Connector.toPlatform(platformUrl, credentials, options);
    }

    /**
     * Returns a connection to one project through this control plane. It shares all resources with this connection;
     * closing it does nothing. Sends nothing.
     *
     * @param ref the project's ref: 1 to 64 letters, digits, {@code -} and {@code _}
     * @return the derived connection
     * @throws IllegalArgumentException if the ref is not valid
     * @throws IllegalStateException if this is not a connection to a control plane
     */
    Connection project(String ref);

    /**
     * {@return the platform's or project's URL, without a trailing slash} Relative addresses of {@link #http()} are
     * resolved against it.
     */
    URI url();

    /**
     * Returns a client for requests that Plinth has no operation for. It sends them with this connection's credentials
     * and options.
     *
     * @return the client
     */
    RawHttpClient http();

    /**
     * Returns the most recent calls, oldest first. Empty unless {@link ConnectionOptions#callHistorySize} is set.
     *
     * @return the calls, unmodifiable
     */
    List<CallRecord> callHistory();

    /**
     * Closes the connection: new calls are refused, calls in progress fail with {@link CallCancelledException}, and
     * sockets and threads are released. On a connection that was derived from another, does nothing. Idempotent.
     */
    @Override
    void close();
}
