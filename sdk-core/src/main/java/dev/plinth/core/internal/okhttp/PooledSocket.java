package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import okhttp3.Address;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The state of a socket in OkHttp's pool: how many exchanges use it, since when it has been idle, and whether it is
 * usable.
 *
 * <p>Thread-safe.
 */
final class PooledSocket {

    /** A socket that was idle for this long is probed before it is used again. */
    private static final long PROBED_AFTER = TimeUnit.SECONDS.toNanos(1);

    /** The number of users of a socket that must not be used any more. */
    private static final int RETIRED = -1;

    private final Socket socket;
    private final Address address;
    private final boolean multiplexed;
    private final @Nullable CountingSocket counted;
    private final LongSupplier nanoTime;
    private final AtomicInteger users = new AtomicInteger();
    private volatile long idleSince;
    private volatile boolean wasUsed;

    /**
     * The socket's stream; null until it is needed. Used by the call that acquired the socket, one call after the
     * other.
     */
    private volatile @Nullable InputStream in;

    PooledSocket(Connection connection, @Nullable CountingSocket counted, LongSupplier nanoTime) {
        this.socket = connection.socket();
        this.address = connection.route().address();
        this.multiplexed =
                connection.protocol() == Protocol.HTTP_2 || connection.protocol() == Protocol.H2_PRIOR_KNOWLEDGE;
        this.counted = counted;
        this.nanoTime = nanoTime;
    }

    /** Returns whether an exchange on this socket has ended. */
    boolean wasUsed() {
        return wasUsed;
    }

    /** Returns whether several exchanges use it at the same time (HTTP/2). */
    boolean multiplexed() {
        return multiplexed;
    }

    boolean isConnectedTo(HttpUrl url) {
        return address.url().host().equals(url.host()) && address.url().port() == url.port();
    }

    /** Returns how many bytes were received; -1 if they are not counted. */
    long bytesRead() {
        return counted == null ? -1 : counted.bytesRead();
    }

    void acquired() {
        users.getAndUpdate(n -> n == RETIRED ? RETIRED : n + 1);
    }

    void released() {
        idleSince = nanoTime.getAsLong();
        wasUsed = true;
        users.getAndUpdate(n -> n == RETIRED ? RETIRED : Math.max(0, n - 1));
    }

    /**
     * Closes the socket if no exchange uses it. An exchange that concurrently takes it from the pool sees that it is
     * retired.
     */
    void retireIfIdle() {
        if (users.compareAndSet(0, RETIRED)) {
            close();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket counts as closed even if closing it failed.
        }
    }

    /**
     * Returns whether a request may be sent on it. On HTTP/1, nothing may arrive on an idle socket: an end of stream
     * means that the server closed it, and a byte belongs to no request.
     */
    boolean isUsable() {
        if (users.get() == RETIRED || socket.isClosed()) {
            return false;
        }
        if (!wasUsed || multiplexed) {
            return true;
        }
        try {
            if (in().available() > 0) {
                return false;
            }
            return nanoTime.getAsLong() - idleSince < PROBED_AFTER || isSilent();
        } catch (IOException e) {
            return false;
        }
    }

    private InputStream in() throws IOException {
        InputStream known = in;
        if (known == null) {
            known = socket.getInputStream();
            in = known;
        }
        return known;
    }

    private boolean isSilent() throws IOException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            // Whatever this returns, a byte or the end of the stream, the socket cannot be used.
            int ignored = in().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            restore(timeout);
        }
    }

    private void restore(int timeout) {
        try {
            socket.setSoTimeout(timeout);
        } catch (SocketException e) {
            close();
        }
    }
}
