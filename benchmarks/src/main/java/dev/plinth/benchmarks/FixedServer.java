package dev.plinth.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A server that answers everything with ten buckets, for less than any client costs. Runs in a process of its own. */
public final class FixedServer {

    private static final int BACKLOG = 128;
    private static final int LARGEST_REQUEST = 64 * 1024;

    private FixedServer() {}

    /**
     * Serves until it is killed; prints its port first.
     *
     * @param arguments none
     * @throws IOException if it cannot listen
     */
    public static void main(String[] arguments) throws IOException {
        byte[] answer = answer();
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket, answer));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket, byte[] answer) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] request = new byte[LARGEST_REQUEST];
            while (readRequest(in, request)) {
                out.write(answer);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    /**
     * Reads up to the empty line that ends a request without a body; false at the end of the connection. In blocks: a
     * look at each byte would cost more than what is measured here.
     */
    private static boolean readRequest(InputStream in, byte[] request) throws IOException {
        int length = 0;
        do {
            int read = in.read(request, length, request.length - length);
            if (read < 0) {
                return false;
            }
            length += read;
        } while (!endsInEmptyLine(request, length));
        return true;
    }

    private static boolean endsInEmptyLine(byte[] request, int length) {
        return length >= 4
                && request[length - 4] == '\r'
                && request[length - 3] == '\n'
                && request[length - 2] == '\r'
                && request[length - 1] == '\n';
    }

    private static byte[] answer() {
        StringJoiner buckets = new StringJoiner(",", "[", "]");
        for (int i = 0; i < 10; i++) {
            buckets.add("{\"id\":\"bucket-" + i + "\",\"name\":\"bucket-" + i
                    + "\",\"owner\":\"\",\"public\":true,\"type\":\"STANDARD\",\"file_size_limit\":1048576,"
                    + "\"allowed_mime_types\":[\"image/png\",\"image/*\"],"
                    + "\"created_at\":\"2026-11-21T19:13:57.111Z\",\"updated_at\":\"2026-11-21T19:13:57.111Z\"}");
        }
        String body = buckets.toString();
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " + body.length()
                        + "\r\nKeep-Alive: timeout=61\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
