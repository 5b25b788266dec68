package dev.plinth.core.internal.connection;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import java.time.Duration;

/**
 * The transport of a connection, without retries and authorization, for clients that have their own.
 *
 * @param transport the transport; the connection closes it
 * @param idleTimeout how long a transfer may be without progress
 */
public record BareTransport(HttpTransport transport, Duration idleTimeout) {

    /** Returns the transport of a connection. */
    public static BareTransport of(LiveConnection connection) {
        ConnectionResources resources = connection.resources();
        return new BareTransport(
                resources.transport(), resources.callResources().idleTimeout());
    }

    /** Creates a transport with the default timeouts, for clients without a connection; the caller closes it. */
    public static BareTransport create() {
        Duration idleTimeout = ConnectionOptionsImpl.IDLE_TIMEOUT;
        return new BareTransport(
                OkHttpExchange.create(ConnectionOptionsImpl.CONNECT_TIMEOUT, idleTimeout), idleTimeout);
    }
}
