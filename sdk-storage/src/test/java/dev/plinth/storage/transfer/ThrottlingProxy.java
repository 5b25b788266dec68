package dev.plinth.storage.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/** A link before a server: everything takes a while to arrive, and each connection brings so many bytes a second. */
final class ThrottlingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final URI upstream;
    private final long delayNanos;
    private final long bytesPerSecond;

    ThrottlingProxy(String upstream, long delayMillis, long bytesPerSecond) throws IOException {
        this.upstream = URI.create(upstream);
        this.delayNanos = delayMillis * 1_000_000;
        this.bytesPerSecond = bytesPerSecond;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "throttling-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(upstream.getHost(), upstream.getPort());
                daemon(() -> copy(client, server, Long.MAX_VALUE));
                daemon(() -> copy(server, client, bytesPerSecond));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, long limit) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            long free = System.nanoTime();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                long now = System.nanoTime();
                // Half of the delay in each direction, where the line was silent before.
                boolean silent = now - free > delayNanos / 2;
                long cost = limit == Long.MAX_VALUE ? 0 : read * 1_000_000_000L / limit;
                free = (silent ? now + delayNanos / 2 : Math.max(free, now)) + cost;
                while (System.nanoTime() < free) {
                    LockSupport.parkNanos(free - System.nanoTime());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of both has gone; so does the other.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
