package dev.plinth.tests.hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives the same bytes to every request, and closes; keeps nothing of what it gets. */
final class MutantServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private volatile byte[] wire = {};

    MutantServer() throws IOException {
        Thread thread = new Thread(this::accept, "mutant server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    int requests() {
        return requests.get();
    }

    void answers(Mutant answer) {
        wire = answer.wire();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> answer(client), "mutant answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed, or the client is gone.
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = lines(in, "\r\n\r\n");
            if (head.isEmpty()) {
                return;
            }
            requests.incrementAndGet();
            if (head.contains("\r\nexpect:")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            int length = head.indexOf("\r\ncontent-length: ");
            if (length >= 0) {
                String value = head.substring(length + 18).lines().findFirst().orElse("0");
                in.skipNBytes(Long.parseLong(value.trim()));
            } else if (head.contains("\r\ntransfer-encoding: chunked")) {
                lines(in, "\r\n0\r\n\r\n");
            }
            client.getOutputStream().write(wire);
            client.shutdownOutput();
        } catch (IOException e) {
            // The client did not want the rest.
        }
    }

    private static String lines(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            read.append((char) next);
            if (read.length() >= end.length()
                    && read.substring(read.length() - end.length()).equals(end)) {
                break;
            }
            next = in.read();
        }
        return read.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
