package dev.plinth.s3compat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that sends exactly the bytes that it is given and then closes the connection: for responses that no proper
 * server sends. The first request gets the first response, and so on; the last response is given again and again.
 */
final class RawServer implements AutoCloseable {

    /** A response, sent when so many bytes of the request's body have been read. */
    static final class Response {

        private final String head;
        private final byte[] body;
        private final int bodyRead;
        private final boolean closing;

        private Response(String head, byte[] body, int bodyRead, boolean closing) {
            this.head = head;
            this.body = body;
            this.bodyRead = bodyRead;
            this.closing = closing;
        }

        /** Returns a response of a head, without the empty line after it, and a body. */
        static Response of(String head, byte[] body) {
            return new Response(head, body, 0, false);
        }

        /** Returns none: the connection is reset as soon as the head of the request has been read. */
        static Response reset() {
            return new Response("", new byte[0], 0, true);
        }

        /** Returns the same response, sent when so much of the request's body has been read. */
        Response after(int bytesOfTheRequest) {
            return new Response(head, body, bytesOfTheRequest, closing);
        }

        /** Returns the same response, after which nothing more is read. */
        Response closing() {
            return new Response(head, body, bodyRead, true);
        }

        private byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes((head.strip().replaceAll("\\R", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }
    }

    private final ServerSocket listening;
    private final List<Response> responses;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawServer(Response... responses) {
        this.responses = List.of(responses);
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::accept, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Returns the heads of the requests that came. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> answer(socket), "raw connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            requests.add(head);
            Response response = responses.get(Math.min(requests.size(), responses.size()) - 1);
            if (response.head.isEmpty()) {
                socket.setSoLinger(true, 0);
                return;
            }
            in.readNBytes(response.bodyRead);
            socket.getOutputStream().write(response.bytes());
            socket.shutdownOutput();
            while (!response.closing && in.read() >= 0) {
                // What still comes is read, so that the response is not lost with a reset.
            }
        } catch (IOException e) {
            // The other end is gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
