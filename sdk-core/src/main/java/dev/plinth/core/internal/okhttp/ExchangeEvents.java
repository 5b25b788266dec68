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
    private volatile boolean sending;
    private volatile boolean responding;

    ExchangeEvents(SocketPool pool) {
        this.pool = pool;
    }

    /** Returns whether the request has started to be sent; until then, the server cannot have processed it. */
    boolean sending() {
        return sending;
    }

    /** Returns whether the exchange failed on a reused socket before the first byte of a response. */
    boolean stale() {
        PooledSocket on = socket;
        return on != null && on.reused() && !on.multiplexed() && !responding;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        PooledSocket on = pool.of(connection);
        on.acquired();
        socket = on;
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        pool.of(connection).released();
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
