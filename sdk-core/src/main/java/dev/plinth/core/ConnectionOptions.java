package dev.plinth.core;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.connection.ConnectionOptionsImpl;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Options of a connection, set when it is created. Not thread-safe. */
public sealed interface ConnectionOptions extends CallOptions permits ConnectionOptionsImpl {

    @Override
    ConnectionOptions timeout(Duration timeout);

    @Override
    ConnectionOptions maxAttempts(int maxAttempts);

    @Override
    ConnectionOptions header(String name, String value);

    @Override
    ConnectionOptions observer(CallObserver observer);

    /**
     * Sets the time limit for opening a socket to the server. Default: 10 seconds.
     *
     * @param timeout the limit, greater than zero
     * @return these options
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    ConnectionOptions connectTimeout(Duration timeout);

    /**
     * Sets how long an exchange may go without a byte being sent or received before it fails. Default: 30 seconds.
     *
     * @param timeout the limit, greater than zero
     * @return these options
     * @throws IllegalArgumentException if the limit is zero or negative
     */
    ConnectionOptions idleTimeout(Duration timeout);

    /**
     * Sets how many exchanges with one host may be in progress at the same time. Further calls wait for a free slot.
     * Default: 64.
     *
     * @param maxConnections the number, at least 1
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ConnectionOptions maxConnectionsPerHost(int maxConnections);

    /**
     * Sets whether uploads of 1 MiB or more, or of unknown length, send {@code Expect: 100-continue} and wait for the
     * server's consent before they send the body. Default: false, because a server or proxy that ignores the header
     * delays the upload until the idle timeout. An upload whose body could not be sent completely and that got no
     * response always sends the header with its next attempt, because the server most likely rejected the body early.
     * Once a host has ignored the header, it is not sent to that host again.
     *
     * @param enabled true to send the header with the first attempt
     * @return these options
     */
    ConnectionOptions expectContinue(boolean enabled);

    /**
     * Sends all requests through an HTTP proxy. Without this option, the JDK's system properties
     * {@code https.proxyHost} and {@code http.proxyHost} apply. The environment variable {@code HTTPS_PROXY} and the
     * JDK's default {@code Authenticator} are always ignored. Cannot be combined with {@link #transport}: a custom
     * transport has its own proxy settings.
     *
     * @param host the proxy's host name
     * @param port the proxy's port, 1 to 65535
     * @return these options
     * @throws IllegalArgumentException if the port is out of range
     */
    ConnectionOptions proxy(String host, int port);

    /**
     * Sends all requests through an HTTP proxy with Basic authentication. The password is sent with the first request.
     * If the proxy still responds with 407, the call fails immediately.
     *
     * @param host the proxy's host name
     * @param port the proxy's port, 1 to 65535
     * @param username the user name for the proxy
     * @param password the password for the proxy
     * @return these options
     * @throws IllegalArgumentException if the port is out of range
     */
    ConnectionOptions proxy(String host, int port, String username, Secret password);

    /**
     * Sets the transport that sends the requests. To use your own {@code OkHttpClient}, pass {@link
     * dev.plinth.core.http.okhttp.OkHttpTransport#of}.
     *
     * @param transport the transport; closing the connection does not close it
     * @return these options
     */
    ConnectionOptions transport(HttpTransport transport);

    /**
     * Sets the executor for {@link ApiClient#async}. By default each task runs on a new virtual thread where the Java
     * runtime supports them, otherwise on a pool of 64 daemon threads.
     *
     * @param executor the executor; closing the connection does not shut it down
     * @return these options
     */
    ConnectionOptions executor(Executor executor);

    /**
     * Sets how many of the most recent calls {@link Connection#callHistory()} keeps. By default none are kept.
     *
     * @param calls the number of calls, at least 1
     * @return these options
     * @throws IllegalArgumentException if the number is less than 1
     */
    ConnectionOptions callHistorySize(int calls);

    /**
     * Adds your program's name to the {@code User-Agent} header.
     *
     * @param product the name and version, such as {@code shop/1.2}
     * @return these options
     */
    ConnectionOptions userAgent(String product);

    /**
     * Allows credentials to be sent over plain http to hosts other than this machine.
     *
     * @return these options
     */
    ConnectionOptions allowHttp();

    /**
     * Sets which storage routes a control plane understands. Default: {@link ControlPlaneDialect#AUTO}. Has no effect
     * on direct connections.
     *
     * @param dialect the dialect
     * @return these options
     */
    ConnectionOptions dialect(ControlPlaneDialect dialect);

    /**
     * Allows a project's API keys as credentials of a control plane. By default they are rejected, because control
     * planes are not documented to accept them. Has no effect on direct connections.
     *
     * @return these options
     */
    ConnectionOptions allowProjectKeys();

    /**
     * Sets the address of the Auth server, for deployments without an API gateway. Default: {@code /auth/v1}. Has no
     * effect on control planes.
     *
     * @param address a path below the project's URL, or an absolute URL
     * @return these options
     */
    ConnectionOptions authUrl(String address);

    /**
     * Sets the address of the Storage server, for deployments without an API gateway. Default: {@code /storage/v1}. Has
     * no effect on control planes.
     *
     * @param address a path below the project's URL, or an absolute URL
     * @return these options
     */
    ConnectionOptions storageUrl(String address);

    /**
     * Sets the project's ref, which cannot be derived from the URL of a direct connection. S3 access with a user's
     * session requires it. Has no effect on control planes.
     *
     * @param ref the ref; for a self-hosted project, its {@code TENANT_ID}
     * @return these options
     */
    ConnectionOptions projectRef(String ref);

    /**
     * Sets the project's region, which S3 signatures contain. Has no effect on control planes.
     *
     * @param region the region, such as {@code eu-central-1}
     * @return these options
     */
    ConnectionOptions region(String region);
}
