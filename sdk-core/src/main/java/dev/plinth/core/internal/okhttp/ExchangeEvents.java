package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/** Sees how far one exchange has come, and on which socket. */
final class ExchangeEvents extends EventListener {

    private final SocketPool pool;
    private volatile @Nullable PooledSocket socket;
    private volatile boolean reused;
    private volatile boolean sending;
    private volatile boolean responding;

    private ExchangeEvents(SocketPool pool) {
        this.pool = pool;
    }

    /** Watches a call from now on. */
    static ExchangeEvents watch(Call call, SocketPool pool) {
        ExchangeEvents events = new ExchangeEvents(pool);
        call.addEventListener(events);
        return call.tag(ExchangeEvents.class, () -> events);
    }

    /** Returns the socket that a call is on; null if it is on none, or not one of ours. */
    static @Nullable PooledSocket socketOf(Call call) {
        ExchangeEvents events = call.tag(ExchangeEvents.class);
        return events == null ? null : events.socket;
    }

    /** Tells whether the request has begun to go out: as long as it has not, the server cannot have acted on it. */
    boolean sending() {
        return sending;
    }

    /** Tells whether the exchange broke on a socket that had served before, ahead of the first byte of a response. */
    boolean stale() {
        PooledSocket on = socket;
        return on != null && reused && !on.multiplexed() && !responding;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        PooledSocket on = pool.of(connection);
        on.acquired();
        // Now: once this exchange has broken and released it, every socket was used.
        reused = on.used();
        socket = on;
    }

    /** A call has one connection at a time: the one that it acquired last. */
    @Override
    public void connectionReleased(Call call, Connection connection) {
        PooledSocket on = socket;
        if (on != null) {
            on.released();
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        sending = true;
    }

    @Override
    public void responseHeadersStart(Call call) {
        responding = true;
    }

    @Override
    public void responseFailed(Call call, IOException failure) {
        if (!call.isCanceled()) {
            pool.closeIdle(call.request().url());
        }
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        responseFailed(call, failure);
    }
}
