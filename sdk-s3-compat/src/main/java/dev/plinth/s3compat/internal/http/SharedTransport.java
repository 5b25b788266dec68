package dev.plinth.s3compat.internal.http;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.connection.BareTransport;
import java.time.Duration;

/**
 * A transport for requests.
 *
 * @param transport sends a request and returns the response
 * @param idleTimeout the idle timeout
 * @param onClose the action when the client is closed
 */
public record SharedTransport(HttpTransport transport, Duration idleTimeout, Runnable onClose) {

    /** Returns a new transport, for clients without a connection. */
    public static SharedTransport create() {
        BareTransport bare = BareTransport.create();
        return new SharedTransport(bare.transport(), bare.idleTimeout(), bare.transport()::close);
    }
}
