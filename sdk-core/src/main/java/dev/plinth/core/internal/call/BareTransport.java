package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpTransport;
import java.time.Duration;

/**
 * What carries a connection's requests, for requests that others sign and repeat.
 *
 * @param transport the transport, which is the connection's to close
 * @param stallTimeout how long nothing may move on the wire before an exchange is given up
 */
public record BareTransport(HttpTransport transport, Duration stallTimeout) {

    /** Returns a connection's. */
    public static BareTransport of(LiveConnection connection) {
        Shared shared = connection.shared();
        return new BareTransport(shared.transport(), shared.stallTimeout());
    }
}
