package dev.plinth.core.internal.okhttp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.HttpUrl;

/** Tracks the sockets that one transport opened, as long as OkHttp keeps them. Thread-safe. */
final class SocketPool {

    private final CountingSocketFactory sockets;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Connection, PooledSocket> known = new WeakHashMap<>();

    SocketPool(CountingSocketFactory sockets, LongSupplier nanoTime) {
        this.sockets = sockets;
        this.nanoTime = nanoTime;
    }

    PooledSocket of(Connection connection) {
        lock.lock();
        try {
            PooledSocket there = known.get(connection);
            if (there == null) {
                there = new PooledSocket(connection, sockets.below(connection.socket()), nanoTime);
                known.put(connection, there);
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the idle sockets to a host. After one of them failed, the others are probably dead too: the network
     * changed, or the server was restarted.
     */
    void closeIdle(HttpUrl url) {
        List<PooledSocket> sameHost = new ArrayList<>();
        lock.lock();
        try {
            for (PooledSocket socket : known.values()) {
                if (socket.isConnectedTo(url)) {
                    sameHost.add(socket);
                }
            }
        } finally {
            lock.unlock();
        }
        sameHost.forEach(PooledSocket::retireIfIdle);
    }
}
