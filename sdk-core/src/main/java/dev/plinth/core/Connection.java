package dev.plinth.core;

import dev.plinth.core.http.RawHttpClient;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.core.internal.connection.LiveConnection;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * A way to a platform or project: where it is, how it is authorized, and the pools that all calls share. Clients are
 * thin faces over it.
 *
 * <p>Thread-safe. Made by Plinth only.
 */
public sealed interface Connection extends AutoCloseable permits LiveConnection {

    /**
     * Opens a way straight to a project: GoTrue at {@code /auth/v1}, Storage at {@code /storage/v1}. Nothing is sent.
     *
     * @param projectUrl the project's URL, such as {@code https://ref.example.co}
     * @param key the project's key
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is none, or is plain http to another machine
     */
    static Connection toProject(String projectUrl, ApiKey key) {
        return toProject(projectUrl, key, o -> {});
    }

    /**
     * Opens a way straight to a project, with settings.
     *
     * @param projectUrl the project's URL, such as {@code https://ref.example.co}
     * @param key the project's key
     * @param options sets what is to differ from the defaults
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is none, or is plain http to another machine
     */
    static Connection toProject(String projectUrl, ApiKey key, Consumer<? super ConnectionOptions> options) {
        return Connector.toProject(projectUrl, key, options);
    }

    /**
     * Opens a way to a platform's control plane. Nothing is sent.
     *
     * @param platformUrl the platform's URL, such as {@code http://localhost:3001}, with or without {@code /api} or
     *     {@code /api/platform} at its end
     * @param credentials a signed-in user's {@link AccessToken}, or what the platform's gateway wants
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is none or is plain http to another machine, or if the credentials are
     *     a project's keys
     */
    static Connection toPlatform(String platformUrl, Credentials credentials) {
        return toPlatform(platformUrl, credentials, o -> {});
    }

    /**
     * Opens a way to a platform's control plane, with settings.
     *
     * @param platformUrl the platform's URL
     * @param credentials a signed-in user's {@link AccessToken}, or what the platform's gateway wants
     * @param options sets what is to differ from the defaults
     * @return the connection; close it
     * @throws IllegalArgumentException if the URL is none or is plain http to another machine, or if the credentials are
     *     a project's keys
     */
    static Connection toPlatform(
            String platformUrl, Credentials credentials, Consumer<? super ConnectionOptions> options) {
        return Connector.toPlatform(platformUrl, credentials, options);
    }

    /**
     * Returns the way to one project through this control plane. It shares everything with this connection; closing it
     * does nothing.
     *
     * @param ref the project's ref: 1 to 64 letters, digits, {@code -} and {@code _}
     * @return the derived connection
     * @throws IllegalArgumentException if the ref is none
     * @throws IllegalStateException if this connection is not one to a control plane
     */
    Connection project(String ref);

    /**
     * Returns the URL that relative addresses of {@link #http()} stand on.
     *
     * @return the platform's or project's URL
     */
    URI url();

    /**
     * Returns the door for requests that Plinth has no operation for.
     *
     * @return sends requests with this connection's credentials and settings
     */
    RawHttpClient http();

    /**
     * Returns the last calls, oldest first, if {@link ConnectionOptions#callHistorySize} was set.
     *
     * @return the calls, unmodifiable
     */
    List<CallRecord> callHistory();

    /**
     * Refuses new calls, stops those under way, and gives up threads and pools, if this connection was opened by
     * {@code toProject} or {@code toPlatform}; on a derived one, does nothing. May be called more than once.
     */
    @Override
    void close();
}
