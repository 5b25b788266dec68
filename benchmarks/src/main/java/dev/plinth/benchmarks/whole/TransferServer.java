package dev.plinth.benchmarks.whole;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A Storage server that costs as little as possible: it answers every request from memory, after it has read its body whole.
 * Runs in a process of its own. The name of an object is its size, such as {@code 4096} or {@code 4096-17}.
 */
public final class TransferServer {

    private static final int BACKLOG = 128;
    private static final int BUFFER = 256 * 1024;

    private TransferServer() {}

    /**
     * Serves until it is killed; prints the ports for http and https first.
     *
     * @param arguments sizes whose digests are needed
     * @throws IOException if it cannot listen
     */
    public static void main(String[] arguments) throws IOException {
        for (String size : arguments) {
            String ignored = Pattern.md5(Long.parseLong(size));
        }
        ServerSocket http = listen(ServerSocketFactory.getDefault());
        ServerSocket https = listen(SSLServerSocketFactory.getDefault());
        System.out.println(http.getLocalPort() + " " + https.getLocalPort());
        start(() -> accept(https));
        accept(http);
    }

    private static ServerSocket listen(ServerSocketFactory factory) throws IOException {
        return factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start(() -> serve(socket));
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (true) {
                RequestHead head = RequestHead.read(in);
                if (head == null) {
                    return;
                }
                String body = read(in, head.length(), buffer);
                Answers.to(head, body, out);
                out.flush();
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    /** Reads the body, and returns it if it is short. */
    private static String read(InputStream in, long length, byte[] buffer) throws IOException {
        long left = length;
        int read = 0;
        while (left > 0) {
            read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            left -= read;
        }
        return length <= 1024 ? new String(buffer, 0, read, StandardCharsets.UTF_8) : "";
    }
}
