package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** One Jetty server with several ports, each with a handler of its own; all share one pool of daemon threads. */
public final class HttpServer implements AutoCloseable {
    /** Beyond this the real server says 431. */
    private static final int HEADER_BYTES = 16 * 1024;

    private static final int MAX_THREADS = 256;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_THREAD_MILLIS = 61_000;

    /** How long one read or write of a request that has begun may take. */
    private static final long EXCHANGE_IDLE_MILLIS = 61_000;

    private final HttpSettings settings;
    private final Server server;
    private final Map<Connector, HttpHandler> handlers = new ConcurrentHashMap<>();

    /** A server that passes internal errors on, with the request that they belong to. */
    public HttpServer(HttpSettings settings, BiConsumer<Exchange, Throwable> failures) {
        this.settings = settings;
        // Jetty's own queue asks for the platform's MBeans when its class is loaded, which takes a tenth of a second
        QueuedThreadPool threads =
                new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS, new LinkedBlockingQueue<>());
        threads.setName("local-platform");
        threads.setDaemon(true);
        server = new Server(
                threads, new ScheduledExecutorScheduler("local-platform-timer", true), new ArrayByteBufferPool());
        server.setErrorHandler(JettyBridge::refuse);
        server.setHandler(new JettyBridge(this::handlerOf, settings.closesOnRefusal(), failures));
        server.setStopTimeout(0);
    }

    /** Takes a port (0: a free one) and returns its number; it answers 503 until {@link #serve} gave it a handler. */
    public Port open(String host, int port) throws IOException {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(settings.idleMillis());
        connector.setAcceptQueueSize(1024);
        try {
            connector.open();
        } catch (IOException | UnresolvedAddressException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            String text = reason.getMessage() == null ? "the host name is unknown" : reason.getMessage();
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": " + text
                            + "; choose another address or port (port 0: a free one)",
                    e);
        }
        return new Port(connector);
    }

    /** Answers a port's requests from now on. */
    public void serve(Port port, HttpHandler handler) {
        handlers.put(port.connector, handler);
        server.addConnector(port.connector);
        try {
            if (server.isRunning()) {
                port.connector.start();
            } else {
                server.start();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not start", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
        server.destroy();
    }

    /**
     * Begins to load the classes that take longest beside the main thread: Jetty's table of content types alone looks
     * through all locales of the JDK, which is a fifth of the time that the platform takes to start.
     */
    public static void warmUp() {
        Thread thread = new Thread(
                () -> {
                    MimeTypes.DEFAULTS.getMimeByExtension("page.html");
                    Request.LOG.trace("loaded {}", new HttpConnectionFactory(new HttpConfiguration()));
                },
                "local-platform-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private HttpHandler handlerOf(Connector connector) {
        return handlers.getOrDefault(connector, exchange -> Reply.of(503));
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
        // else Jetty hands over well-known values in its own spelling, not in the client's
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(2 * HEADER_BYTES);
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setIdleTimeout(EXCHANGE_IDLE_MILLIS);
        configuration.setOutputBufferSize(32 * 1024);
        return configuration;
    }

    /** A port that was taken. */
    public static final class Port {
        private final ServerConnector connector;

        private Port(ServerConnector connector) {
            this.connector = connector;
        }

        public int number() {
            return connector.getLocalPort();
        }
    }
}
