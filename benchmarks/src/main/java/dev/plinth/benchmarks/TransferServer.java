package dev.plinth.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A Storage server that costs as little as possible: it answers every request from memory, after it has read its body whole.
 * Runs in a process of its own. The name of an object is its size, such as {@code 4096} or {@code 4096-17}.
 */
public final class TransferServer {

    private static final int BACKLOG = 128;
    private static final int BUFFER = 256 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private TransferServer() {}

    /**
     * Serves until it is killed; prints the ports for http, https and a {@link SlowLink} first.
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
        ServerSocket slow = listen(ServerSocketFactory.getDefault());
        System.out.println(http.getLocalPort() + " " + https.getLocalPort() + " " + slow.getLocalPort());
        start(() -> accept(https, TransferServer::serve));
        start(() -> accept(slow, client -> SlowLink.serve(client, http.getLocalPort())));
        accept(http, TransferServer::serve);
    }

    private static ServerSocket listen(ServerSocketFactory factory) throws IOException {
        return factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private static void accept(ServerSocket server, Consumer<Socket> serve) {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                start(() -> serve.accept(socket));
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(Socket socket) {
        try (socket) {
            Requests requests = new Requests(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            for (RequestHead head = requests.head(); head != null; head = requests.head()) {
                if (!head.header("Expect").isEmpty()) {
                    out.write(CONTINUE);
                    out.flush();
                }
                Answers.to(head, requests.body(head), out);
                out.flush();
            }
        } catch (IOException e) {
            // The client went away.
        }
    }
}
