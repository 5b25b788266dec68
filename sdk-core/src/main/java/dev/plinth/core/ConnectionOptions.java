package dev.plinth.core;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.connection.ConnectionOptionsImpl;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Settings of a connection, given when it is made. Not thread-safe. */
public sealed interface ConnectionOptions extends CallOptions permits ConnectionOptionsImpl {

    @Override
    ConnectionOptions timeout(Duration limit);

    @Override
    ConnectionOptions maxAttempts(int most);

    @Override
    ConnectionOptions header(String name, String value);

    @Override
    ConnectionOptions observer(CallObserver observer);

    /**
     * Limits how long opening a connection may take.
     *
     * @param limit the limit, more than zero; 10 seconds by default
     * @return these options
     */
    ConnectionOptions connectTimeout(Duration limit);

    /**
     * Limits how long nothing may move on the wire.
     *
     * @param limit the limit, more than zero; 30 seconds by default
     * @return these options
     */
    ConnectionOptions idleTimeout(Duration limit);

    /**
     * Limits how many exchanges with one host go on at the same time; further calls wait for their turn.
     *
     * @param most the number, at least 1; 64 by default
     * @return these options
     */
    ConnectionOptions maxConnectionsPerHost(int most);

    /**
     * Sets whether uploads of 1 MiB or more, or of unknown length, send {@code Expect: 100-continue} and wait for the
     * server's consent before they send their body. Default: false, since a server or proxy that ignores the header makes
     * the upload wait until its stall timeout. An upload whose body broke off without a response always sends it with its
     * next attempt, for the server then most likely refused the body early. A host that ignored the header is not asked
     * again.
     *
     * @param ask whether to ask with the first attempt
     * @return these options
     */
    ConnectionOptions expectContinue(boolean ask);

    /**
     * Sends all requests through an HTTP proxy. Neither the environment's {@code HTTPS_PROXY} nor the JDK's default
     * {@code Authenticator} is looked at; the JDK's system properties {@code https.proxyHost} and {@code http.proxyHost}
     * are. Not together with {@link #transport}: a client of your own has its own proxy.
     *
     * @param host the proxy's host name
     * @param port the proxy's port
     * @return these options
     */
    ConnectionOptions proxy(String host, int port);

    /**
     * Sends all requests through an HTTP proxy that wants a password (Basic authentication). It is sent with the first
     * request; a 407 in spite of it fails the call at once.
     *
     * @param host the proxy's host name
     * @param port the proxy's port
     * @param user the user name at the proxy
     * @param password the password at the proxy
     * @return these options
     */
    ConnectionOptions proxy(String host, int port, String user, Secret password);

    /**
     * Takes another transport. With your own {@code OkHttpClient}:
     * {@link dev.plinth.core.http.okhttp.OkHttpTransport#of}.
     *
     * @param transport the transport; closed by whoever made it
     * @return these options
     */
    ConnectionOptions transport(HttpTransport transport);

    /**
     * Takes the executor that {@link ApiClient#async} runs on. By default a virtual thread each where the runtime has them,
     * else 64 daemon threads.
     *
     * @param executor the executor; shut down by whoever made it
     * @return these options
     */
    ConnectionOptions executor(Executor executor);

    /**
     * Keeps the last calls for {@link Connection#callHistory()}. Off by default.
     *
     * @param calls how many to keep
     * @return these options
     */
    ConnectionOptions callHistorySize(int calls);

    /**
     * Adds the name of your program to the {@code User-Agent}.
     *
     * @param product such as {@code shop/1.2}
     * @return these options
     */
    ConnectionOptions userAgent(String product);

    /**
     * Allows credentials over plain http to hosts other than this machine.
     *
     * @return these options
     */
    ConnectionOptions allowHttp();

    /**
     * Fixes how a control plane spells its storage routes. Of no effect on direct connections.
     *
     * @param dialect the spelling; {@link ControlPlaneDialect#AUTO} by default
     * @return these options
     */
    ConnectionOptions dialect(ControlPlaneDialect dialect);

    /**
     * Allows a project's keys as credentials of a control plane, which by its documentation does not take them. Of no
     * effect on direct connections.
     *
     * @return these options
     */
    ConnectionOptions allowProjectKeys();

    /**
     * Sets where the users' service is mounted, for servers without a gateway. Of no effect on control planes.
     *
     * @param address a path below the project's URL, or a whole URL; {@code /auth/v1} by default
     * @return these options
     */
    ConnectionOptions authUrl(String address);

    /**
     * Sets where the storage service is mounted, for servers without a gateway. Of no effect on control planes.
     *
     * @param address a path below the project's URL, or a whole URL; {@code /storage/v1} by default
     * @return these options
     */
    ConnectionOptions storageUrl(String address);

    /**
     * Sets the project's ref, which a direct connection cannot know by itself; S3 in a user's name needs it. Of no
     * effect on control planes.
     *
     * @param ref the ref; of a self-hosted project its {@code TENANT_ID}
     * @return these options
     */
    ConnectionOptions projectRef(String ref);

    /**
     * Sets the region that the project is in; S3 signs for it. Of no effect on control planes.
     *
     * @param region such as {@code eu-central-1}
     * @return these options
     */
    ConnectionOptions region(String region);
}
