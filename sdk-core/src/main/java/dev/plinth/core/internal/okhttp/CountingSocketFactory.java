package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the sockets of one transport. OkHttp shares a socket only between clients with the same factory, so a
 * transport uses only its own sockets, even in the connection pool of a user's client.
 */
final class CountingSocketFactory extends SocketFactory {

    private final SocketFactory delegate;
    private final boolean counted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CountingSocket, Boolean> made = new WeakHashMap<>();

    CountingSocketFactory(SocketFactory delegate) {
        this.delegate = delegate;
        this.counted = delegate.equals(SocketFactory.getDefault());
    }

    @Override
    public Socket createSocket() throws IOException {
        if (!counted) {
            return delegate.createSocket();
        }
        CountingSocket socket = new CountingSocket();
        lock.lock();
        try {
            made.put(socket, Boolean.TRUE);
        } finally {
            lock.unlock();
        }
        return socket;
    }

    /** Returns the counted socket under another one, which may be a TLS socket; null if it is not counted. */
    @Nullable
    CountingSocket below(Socket socket) {
        if (socket instanceof CountingSocket own) {
            return own;
        }
        SocketAddress local = socket.getLocalSocketAddress();
        SocketAddress remote = socket.getRemoteSocketAddress();
        lock.lock();
        try {
            for (CountingSocket candidate : made.keySet()) {
                // A socket that is still connecting has no addresses yet.
                boolean same = candidate.isConnected()
                        && !candidate.isClosed()
                        && Objects.equals(candidate.getLocalSocketAddress(), local)
                        && Objects.equals(candidate.getRemoteSocketAddress(), remote);
                if (same) {
                    return candidate;
                }
            }
        } finally {
            lock.unlock();
        }
        return null;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return delegate.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return delegate.createSocket(address, port, localAddress, localPort);
    }
}
