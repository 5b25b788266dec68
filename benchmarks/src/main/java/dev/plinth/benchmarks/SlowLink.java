package dev.plinth.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import okio.ByteString;

/** A connection through a long, narrow line: responses arrive late, and so many bytes in a second only. */
final class SlowLink {

    static final int DELAY_MILLIS = 20;
    static final int MEGABYTES_PER_SECOND = 40;

    private static final int BLOCK = 64 * 1024;

    /** More than what is under way during the delay. */
    private static final int BLOCKS = 64;

    private record Piece(ByteString bytes, long due) {}

    private final Socket client;
    private final Socket server;
    private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(BLOCKS);

    private SlowLink(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    /** Serves a client until one side ends. */
    static void serve(Socket client, int port) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            server.setTcpNoDelay(true);
            SlowLink link = new SlowLink(client, server);
            TransferServer.start(link::requests);
            TransferServer.start(link::responses);
            link.deliver();
        } catch (IOException e) {
            // One of them went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requests() {
        try (server) {
            long ignored = client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // The responses end as well.
        }
    }

    private void responses() {
        try {
            InputStream in = server.getInputStream();
            byte[] buffer = new byte[BLOCK];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                underWay.put(new Piece(ByteString.of(buffer, 0, read), System.nanoTime() + DELAY_MILLIS * 1_000_000L));
            }
        } catch (IOException e) {
            // An end as any other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            underWay.put(new Piece(ByteString.EMPTY, System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        long free = System.nanoTime();
        for (Piece next = underWay.take(); next.bytes.size() > 0; next = underWay.take()) {
            long due = Math.max(free, next.due);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            next.bytes.write(out);
            free = due + next.bytes.size() * 1_000L / MEGABYTES_PER_SECOND;
        }
    }
}
