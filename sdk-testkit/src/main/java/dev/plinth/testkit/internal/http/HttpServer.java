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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
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

    /** Exceptions that mean that the client disconnected, or that the request was not complete. */
    private static final List<Class<?>> GONE = List.of(
            EofException.class,
            Exchange.DroppedException.class,
            StoppableBody.StoppedException.class,
            TimeoutException.class,
            InterruptedIOException.class,
            HttpException.class);

    private final HttpSettings settings;
    private final BiConsumer<Exchange, Throwable> failures;
    private final Server server;
    private final Map<Connector, HttpHandler> handlers = new ConcurrentHashMap<>();

    /** Creates a server that reports internal errors, each with its request. */
    public HttpServer(HttpSettings settings, BiConsumer<Exchange, Throwable> failures) {
        this.settings = settings;
        this.failures = failures;
        // Jetty's own queue asks for the platform's MBeans when its class is loaded, which takes a tenth of a second
        QueuedThreadPool threads =
                new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS, new LinkedBlockingQueue<>());
        threads.setName("local-platform");
        threads.setDaemon(true);
        server = new Server(
                threads, new ScheduledExecutorScheduler("local-platform-timer", true), new ArrayByteBufferPool());
        server.setErrorHandler(HttpServer::refuse);
        server.setHandler(new JettyBridge());
        server.setStopTimeout(0);
    }

    /** Opens a port (0: a free one); it responds with 503 until {@link #serve} sets its handler. */
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

    /** Sets the handler of a port's requests. */
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
     * Starts to load, in another thread, the classes that take longest: Jetty's table of content types alone reads all
     * locales of the JDK, which is a fifth of the time that the platform takes to start.
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

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
        // else Jetty hands over well-known values in its own spelling, not in the client's
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(2 * HEADER_BYTES);
        configuration.setSendServerVersion(false);
        configuration.setIdleTimeout(EXCHANGE_IDLE_MILLIS);
        return configuration;
    }

    /** An open port. */
    public record Port(ServerConnector connector) {
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
    private final class JettyBridge extends Handler.Abstract {
        /** The most that is read of a refused request, so that its client reads the response instead of a reset. */
        private static final int LINGER = 1 << 20;

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            Connector connector = request.getConnectionMetaData().getConnector();
            Exchange exchange = new Exchange(request, null);
            try {
                HttpHandler handler = handlers.getOrDefault(connector, unserved -> Reply.of(503));
                Reply reply = handler.handle(exchange);
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

        /** Whether a failure is the platform's own, and not that of a client that disconnected or stopped sending. */
        private static boolean isInternal(Throwable failure, EndPoint endPoint) {
            List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .toList();
            return !(failure instanceof IOException)
                    || causes.stream().anyMatch(FileSystemException.class::isInstance)
                    || (endPoint.isOpen()
                            && !endPoint.isInputShutdown()
                            && !endPoint.isOutputShutdown()
                            && causes.stream()
                                    .noneMatch(cause -> GONE.stream().anyMatch(type -> type.isInstance(cause))));
        }

        private void linger(Exchange exchange, Reply reply) {
            boolean refused = reply.status() >= 400 && exchange.hasBody() && exchange.header("expect") == null;
            try {
                if (refused && !settings.closesOnRefusal()) {
                    exchange.body().skip(LINGER);
                }
            } catch (IOException e) {
                // the client disconnected, or sent a broken body: the response is sent all the same
            }
        }

        private static void send(Reply reply, Request request, Response response, Callback callback)
                throws IOException {
            HttpFields.Mutable headers = response.getHeaders();
            response.setStatus(reply.status());
            headers.add(reply.headers());
            boolean lengthGiven = headers.contains(HttpHeader.CONTENT_LENGTH);
            boolean head = request.getMethod().equals("HEAD");
            Reply.BodyWriter writer = reply.writer();
            if (reply.length() >= 0 && reply.status() != 204 && !lengthGiven) {
                headers.put(HttpHeader.CONTENT_LENGTH, reply.length());
            }
            if (head && reply.length() < 0 && !lengthGiven) {
                // In two steps: in one, Jetty would say that the length is 0.
                Callback end =
                        Callback.from(() -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed);
                response.write(false, ByteBuffer.allocate(0), end);
            } else if (writer == null || head) {
                response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
            } else {
                OutputStream out = Content.Sink.asOutputStream(response);
                writer.writeTo(out);
                out.close();
                callback.succeeded();
            }
        }
    }

    /** Answers requests that the HTTP layer refuses before any handler gets them, in the words of the real servers. */
    private static boolean refuse(Request request, Response response, Callback callback) {
        int given = response.getStatus() < 400 ? 500 : response.getStatus();
        boolean tooLong =
                given == HttpStatus.URI_TOO_LONG_414 || given == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
        int status = tooLong ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 : given;
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json").put(HttpHeader.CONNECTION, "close");
        String message = tooLong ? "Exceeded maximum allowed HTTP header size" : "Client Error";
        ObjectNode body = Json.object("error", HttpStatus.getMessage(status), "message", message, "statusCode", status);
        response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
        return true;
    }
}
