package dev.plinth.tests.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of S3 in a process of its own, on a free port. */
final class Server implements AutoCloseable {

    static final String ACCESS_KEY_ID = "625729a08b95bf1b7ff351a663f3a23c";
    static final String SECRET_ACCESS_KEY = "f".repeat(64);

    /** Looks, a tenth of a second apart: a slow machine starts a JVM slowly. */
    private static final int PATIENCE = 3000;

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts S3Proxy, with signatures checked. */
    static Server s3proxy(Path folder) {
        int port = freePort();
        String properties = String.join(
                "\n",
                "s3proxy.endpoint=http://127.0.0.1:" + port,
                "s3proxy.authorization=aws-v2-or-v4",
                "s3proxy.identity=" + ACCESS_KEY_ID,
                "s3proxy.credential=" + SECRET_ACCESS_KEY,
                // AWS tells the size of an upload in parts when it ends; S3Proxy refuses what it does not know.
                "s3proxy.ignore-unknown-headers=true",
                "jclouds.provider=filesystem-nio2",
                "jclouds.filesystem.basedir=" + folder,
                "");
        try {
            Path config = Files.writeString(folder.resolveSibling("s3proxy.properties"), properties);
            return start(port, Map.of(), java(), "-jar", at("s3proxy.jar"), "--properties", config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts MinIO. */
    static Server minio(Path binary, Path folder) {
        int port = freePort();
        return start(
                port,
                Map.of("MINIO_ROOT_USER", ACCESS_KEY_ID, "MINIO_ROOT_PASSWORD", SECRET_ACCESS_KEY),
                binary.toString(),
                "server",
                "--quiet",
                "--address",
                "127.0.0.1:" + port,
                folder.toString());
    }

    /** Returns a file of those that the build puts beside. */
    static String at(String name) {
        return System.getProperty("plinth.servers") + File.separator + name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static Server start(int port, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(new File(at("server-" + port + ".log")));
            builder.environment().putAll(environment);
            Server server = new Server(builder.start(), port);
            server.awaitPort();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort() throws IOException {
        for (int i = 0; i < PATIENCE; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (ended()) {
                    throw new IOException("the server ended, see server-" + port + ".log", e);
                }
            }
        }
        close();
        throw new IOException("the server does not listen");
    }

    private boolean ended() {
        try {
            return process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
