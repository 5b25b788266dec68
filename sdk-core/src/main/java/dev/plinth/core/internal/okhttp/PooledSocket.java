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
 * What is known of one of OkHttp's connections: how many exchanges use it, since when it is idle, whether it is still
 * good.
 *
 * <p>Thread-safe.
 */
final class PooledSocket {

    /** A socket idle for so long is probed before it is used again. */
    private static final long PROBED_AFTER = TimeUnit.SECONDS.toNanos(1);

    /** Stands for the number of users of a socket that nobody may use any more. */
    private static final int RETIRED = -1;

    private final Socket socket;
    private final Address address;
    private final boolean multiplexed;
    private final @Nullable CountedSocket counted;
    private final LongSupplier nanoTime;
    private final AtomicInteger users = new AtomicInteger();
    private volatile long idleSince;
    private volatile boolean used;

    /** The stream to look into, once it was needed. Whoever acquired the socket uses it, one call after the other. */
    private volatile @Nullable InputStream in;

    PooledSocket(Connection connection, @Nullable CountedSocket counted, LongSupplier nanoTime) {
        this.socket = connection.socket();
        this.address = connection.route().address();
        this.multiplexed =
                connection.protocol() == Protocol.HTTP_2 || connection.protocol() == Protocol.H2_PRIOR_KNOWLEDGE;
        this.counted = counted;
        this.nanoTime = nanoTime;
    }

    /** Tells whether an exchange on it has ended. */
    boolean used() {
        return used;
    }

    /** Tells whether several exchanges go over it at the same time: HTTP/2. */
    boolean multiplexed() {
        return multiplexed;
    }

    boolean leadsTo(HttpUrl url) {
        return address.url().host().equals(url.host()) && address.url().port() == url.port();
    }

    /** Returns how many bytes came so far; -1 if they are not counted. */
    long bytesRead() {
        return counted == null ? -1 : counted.bytesRead();
    }

    void acquired() {
        users.getAndUpdate(n -> n == RETIRED ? RETIRED : n + 1);
    }

    void released() {
        idleSince = nanoTime.getAsLong();
        used = true;
        users.getAndUpdate(n -> n == RETIRED ? RETIRED : Math.max(0, n - 1));
    }

    /** Closes it if nobody uses it; whoever gets it from the pool at this moment sees that it was retired. */
    void retireIfIdle() {
        if (users.compareAndSet(0, RETIRED)) {
            close();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed cleanly is closed all the same.
        }
    }

    /**
     * Tells whether a request may go out on it. On HTTP/1 an idle socket has nothing to say: an end of stream means that
     * the server closed it, and a byte belongs to no request of ours.
     */
    boolean usable() {
        if (users.get() == RETIRED || socket.isClosed()) {
            return false;
        }
        if (!used || multiplexed) {
            return true;
        }
        try {
            if (in().available() > 0) {
                return false;
            }
            return nanoTime.getAsLong() - idleSince < PROBED_AFTER || silent();
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

    private boolean silent() throws IOException {
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
