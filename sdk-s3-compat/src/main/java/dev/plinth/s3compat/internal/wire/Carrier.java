package dev.plinth.s3compat.internal.wire;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import java.time.Duration;

/**
 * What carries requests.
 *
 * @param transport sends a request and brings the response
 * @param stallTimeout how long nothing may move on the wire
 * @param end what to do when the client is closed
 */
public record Carrier(HttpTransport transport, Duration stallTimeout, Runnable end) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STALL = Duration.ofSeconds(30);

    /** Returns a carrier of its own, for clients without a connection. */
    public static Carrier own() {
        HttpTransport transport = OkHttpExchange.create(CONNECT, STALL);
        return new Carrier(transport, STALL, transport::close);
    }
}
