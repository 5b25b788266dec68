package dev.plinth.core.internal.connection;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to its sockets whatever a test wants, as no HTTP library would. */
final class RawServer implements AutoCloseable {

    /** What happens on one socket. */
    interface Script {
        void run(Peer peer, int socket) throws Exception;
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    RawServer(Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                int number = accepted.getAndIncrement();
                start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            script.run(new Peer(socket), number);
        } catch (Exception e) {
            // The client closed it: what the test wants may be just that.
        } finally {
            ended.incrementAndGet();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns how many sockets were accepted. */
    int accepted() {
        return accepted.get();
    }

    /** Returns how many sockets are over, once all that end have had time to. */
    int ended() {
        return ended.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The client, as a socket's script sees it. */
    static final class Peer {

        final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** Reads a request with its body; returns its head. */
        String request() throws IOException {
            String head = head();
            for (long left = length(head); left > 0; left--) {
                if (in.read() < 0) {
                    throw new IOException("the request ended early");
                }
            }
            return head;
        }

        /** Reads a request's head alone. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the client closed the socket");
                }
                head.append((char) b);
            }
            return head.toString();
        }

        private static long length(String head) {
            return head.lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }

        int read() throws IOException {
            return in.read();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void json(String body) throws IOException {
            send(response(200, body));
        }
    }

    static String response(int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }
}
