package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/** Records the progress of one exchange, and its socket. */
final class ExchangeEvents extends EventListener {

    private final SocketPool pool;
    private volatile @Nullable PooledSocket socket;
    private volatile boolean reused;
    private volatile boolean sending;
    private volatile boolean responding;

    private ExchangeEvents(SocketPool pool) {
        this.pool = pool;
    }

    /** Starts to record the events of a call. */
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

    /**
     * Returns whether the transport has started to send the request. Before that, the server cannot have processed it.
     */
    boolean sending() {
        return sending;
    }

    /** Returns whether the exchange failed on a reused socket before the first byte of a response. */
    boolean stale() {
        PooledSocket on = socket;
        return on != null && reused && !on.multiplexed() && !responding;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        PooledSocket on = pool.of(connection);
        on.acquired();
        // Recorded now, because after a failed exchange has released its socket, every socket counts as used.
        reused = on.wasUsed();
        socket = on;
    }

    /** A call has only one connection at a time, the one that it acquired last. */
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
