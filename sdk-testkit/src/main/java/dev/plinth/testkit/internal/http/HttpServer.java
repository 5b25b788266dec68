package dev.plinth.testkit.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
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

    /**
     * Settings of the HTTP server. They are read when the platform starts.
     *
     * @param idleMillis the milliseconds after which a connection without a request is closed
     * @param closesOnRefusal whether the connection is closed when a request is refused before its body was read
     */
    public record HttpSettings(long idleMillis, boolean closesOnRefusal) {
        private static final Setting<Long> LOCAL_IDLE_TIMEOUT_MS = Setting.number(
                "LOCAL_IDLE_TIMEOUT_MS", 5_000, "milliseconds after which a connection without a request is closed");
        private static final Setting<Boolean> LOCAL_CLOSE_ON_REFUSAL = Setting.flag(
                "LOCAL_CLOSE_ON_REFUSAL",
                false,
                "closes the connection when a request is refused before its body was read, instead of reading up to 1 MiB");

        public static final List<Setting<?>> ALL = List.of(LOCAL_IDLE_TIMEOUT_MS, LOCAL_CLOSE_ON_REFUSAL);

        public static HttpSettings of(Settings settings) {
            return new HttpSettings(settings.get(LOCAL_IDLE_TIMEOUT_MS), settings.get(LOCAL_CLOSE_ON_REFUSAL));
        }
    }

    /** Turns Jetty's requests into {@link Exchange}s, and {@link Reply}s into Jetty's responses. */
    static final class JettyBridge extends Handler.Abstract {
        /** What a client may still send after it was refused, so that it reads the answer instead of a reset. */
        private static final int LINGER = 1 << 20;

        private final Function<Connector, HttpHandler> handlers;
        private final boolean closesOnRefusal;
        private final BiConsumer<Exchange, Throwable> failures;

        JettyBridge(
                Function<Connector, HttpHandler> handlers,
                boolean closesOnRefusal,
                BiConsumer<Exchange, Throwable> failures) {
            this.handlers = handlers;
            this.closesOnRefusal = closesOnRefusal;
            this.failures = failures;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            Exchange exchange = new Exchange(request, null);
            try {
                Reply reply = handlers.apply(request.getConnectionMetaData().getConnector())
                        .handle(exchange);
                exchange.failure().ifPresent(failure -> failures.accept(exchange, failure));
                linger(exchange, reply);
                try {
                    send(reply, request, response, callback);
                } finally {
                    reply.discard();
                }
                return true;
            } catch (IOException | RuntimeException | Error e) {
                if (isInternal(e, endPoint)) {
                    failures.accept(exchange, e);
                }
                throw e;
            }
        }

        /** Whether a failure is the platform's own, and not that of a client that went away or stopped sending. */
        private static boolean isInternal(Throwable failure, EndPoint endPoint) {
            if (!(failure instanceof IOException)) {
                return true;
            }
            boolean gone = !endPoint.isOpen() || endPoint.isInputShutdown() || endPoint.isOutputShutdown();
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof FileSystemException) {
                    return true;
                }
                gone |= cause instanceof EofException
                        || cause instanceof Exchange.DroppedException
                        || cause instanceof StoppableBody.StoppedException
                        || cause instanceof TimeoutException
                        || cause instanceof InterruptedIOException
                        || cause instanceof HttpException;
            }
            return !gone;
        }

        private void linger(Exchange exchange, Reply reply) {
            boolean refused = reply.status() >= 400 && exchange.hasBody() && exchange.header("expect") == null;
            try {
                if (refused && !closesOnRefusal) {
                    exchange.body().skip(LINGER);
                }
            } catch (IOException e) {
                // the client is gone, or sent a broken body: the answer is tried all the same
            }
        }

        private static void send(Reply reply, Request request, Response response, Callback callback)
                throws IOException {
            response.setStatus(reply.status());
            for (Map.Entry<String, String> header : reply.headers()) {
                response.getHeaders().add(header.getKey(), header.getValue());
            }
            Reply.BodyWriter writer = reply.writer();
            boolean lengthGiven = response.getHeaders().contains(HttpHeader.CONTENT_LENGTH);
            if (reply.length() >= 0 && reply.status() != 204 && !lengthGiven) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.length());
            }
            if (request.getMethod().equals("HEAD") && reply.length() < 0 && !lengthGiven) {
                // In two steps: in one, Jetty would say that the length is 0.
                Callback end =
                        Callback.from(() -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed);
                response.write(false, ByteBuffer.allocate(0), end);
                return;
            }
            if (writer == null || request.getMethod().equals("HEAD")) {
                response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
                return;
            }
            OutputStream out = Content.Sink.asOutputStream(response);
            writer.writeTo(out);
            out.close();
            callback.succeeded();
        }

        /** Answers what the HTTP layer refuses before any handler sees it, in the words of the real servers. */
        static boolean refuse(Request request, Response response, Callback callback) {
            int status = response.getStatus() < 400 ? 500 : response.getStatus();
            boolean tooLong =
                    status == HttpStatus.URI_TOO_LONG_414 || status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
            status = tooLong ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 : status;
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            String message = tooLong ? "Exceeded maximum allowed HTTP header size" : "Client Error";
            ObjectNode body =
                    Json.object("error", HttpStatus.getMessage(status), "message", message, "statusCode", status);
            response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
            return true;
        }
    }
}
