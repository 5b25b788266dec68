package dev.plinth.core.internal.okhttp;

import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.HostnameVerifier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The transport based on OkHttp. Retries, redirects and concurrency limits are implemented by the request path. */
public final class OkHttpExchange implements HttpTransport {

    private static final int IDLE_CONNECTIONS = 64;

    /** Shorter than the keep-alive time of most servers and load balancers, which is at least 60 seconds. */
    private static final int IDLE_SECONDS = 50;

    private static final Duration LONGEST_PING_INTERVAL = Duration.ofSeconds(10);
    private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

    /** OkHttp's exceptions for requests that the server certainly did not process; their packages are not exported. */
    private static final String SHUTDOWN = "ConnectionShutdownException";

    private static final String REFUSED = "stream was reset: REFUSED_STREAM";

    /** OkHttp's message for a proxy that responds with 407 when a tunnel is opened. */
    private static final String PROXY_REFUSED = "Failed to authenticate with proxy";

    private static final int PROXY_AUTHENTICATION = 407;

    private final OkHttpClient client;
    private final SocketPool sockets;
    private final boolean ownsPool;
    private final UrlCache addresses = new UrlCache();

    private OkHttpExchange(OkHttpClient client, boolean ownsPool, LongSupplier nanoTime) {
        CountingSocketFactory factory = new CountingSocketFactory(client.socketFactory());
        this.sockets = new SocketPool(factory, nanoTime);
        this.client = configured(client, factory);
        this.ownsPool = ownsPool;
    }

    /** Creates a transport with its own socket pool. */
    public static OkHttpExchange create(Duration connectTimeout, Duration idleTimeout) {
        return create(connectTimeout, idleTimeout, null, System::nanoTime);
    }

    /** Creates a transport with its own socket pool that uses a proxy, if one is given. */
    public static OkHttpExchange create(Duration connectTimeout, Duration idleTimeout, @Nullable HttpProxy proxy) {
        return create(connectTimeout, idleTimeout, proxy, System::nanoTime);
    }

    /** Creates a transport whose idle sockets are timed by the given clock. */
    public static OkHttpExchange create(Duration connectTimeout, Duration idleTimeout, LongSupplier nanoTime) {
        return create(connectTimeout, idleTimeout, null, nanoTime);
    }

    private static OkHttpExchange create(
            Duration connectTimeout, Duration idleTimeout, @Nullable HttpProxy proxy, LongSupplier nanoTime) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(idleTimeout)
                .writeTimeout(idleTimeout)
                .pingInterval(pingInterval(idleTimeout))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS));
        if (proxy != null) {
            proxy.configure(builder);
        }
        return new OkHttpExchange(builder.build(), true, nanoTime);
    }

    /**
     * Creates a transport that shares everything with the user's own client, including its connect, read and write
     * timeouts.
     */
    public static OkHttpExchange sharing(OkHttpClient client) {
        return new OkHttpExchange(client, false, System::nanoTime);
    }

    /** Pings detect a dead HTTP/2 socket before its streams reach the idle timeout. */
    private static Duration pingInterval(Duration idleTimeout) {
        Duration third = idleTimeout.dividedBy(3);
        Duration interval = third.compareTo(LONGEST_PING_INTERVAL) < 0 ? third : LONGEST_PING_INTERVAL;
        return interval.toMillis() < 1 ? Duration.ofMillis(1) : interval;
    }

    /**
     * Uses its own dispatcher, which tracks the calls in progress, so that only these are cancelled on close; and its
     * own sockets. A custom host name verifier prevents OkHttp from sharing HTTP/2 sockets between hosts, which it
     * would handle with a retry of its own after a 421.
     */
    private static OkHttpClient configured(OkHttpClient client, CountingSocketFactory factory) {
        HostnameVerifier verifier = client.hostnameVerifier();
        OkHttpClient.Builder builder = client.newBuilder()
                .dispatcher(new Dispatcher())
                .socketFactory(factory)
                .hostnameVerifier((host, session) -> verifier.verify(host, session))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(Duration.ZERO)
                .addInterceptor(HiddenRetryAfter::restore);
        // The outermost interceptor, so that the caller's own interceptors see the original header.
        builder.networkInterceptors().add(0, HiddenRetryAfter::hide);
        builder.networkInterceptors().add(new SocketCheck());
        return builder.build();
    }

    @Override
    public HttpResponse exchange(HttpRequest request, CallContext context) throws IOException {
        Request prepared = request(request);
        while (true) {
            try {
                return exchangeOnce(prepared, context);
            } catch (DeadSocketException e) {
                // Nothing was sent, and the dead socket is closed: the pool returns another one, or opens a new one.
            }
        }
    }

    private HttpResponse exchangeOnce(Request request, CallContext context) throws IOException {
        Call call = client.newCall(request);
        ExchangeEvents events = ExchangeEvents.watch(call, sockets);
        CallContext.Registration registration = context.onCancel(call::cancel);
        boolean open = false;
        try {
            Response response = call.execute();
            open = true;
            return HttpResponse.of(
                    response.code(), headers(response.headers()), new ResponseStream(response, registration));
        } catch (DeadSocketException e) {
            throw e;
        } catch (IOException e) {
            if (PROXY_REFUSED.equals(e.getMessage())) {
                return HttpResponse.of(PROXY_AUTHENTICATION, HttpHeaders.empty(), InputStream.nullInputStream());
            }
            throw failure(QuotedBytes.without(e), request, events, context);
        } finally {
            if (!open) {
                registration.remove();
            }
        }
    }

    private IOException failure(IOException e, Request request, ExchangeEvents events, CallContext context) {
        if (!events.sending() || isRefused(e)) {
            return new RequestNotSentException(e);
        }
        if (!context.cancelled()) {
            // Also after a timeout, because a socket without incoming data may be dead.
            sockets.closeIdle(request.url());
        }
        return events.stale() && !(e instanceof InterruptedIOException) ? new StaleConnectionException(e) : e;
    }

    /**
     * Returns whether an HTTP/2 server reported, with GOAWAY or REFUSED_STREAM, that it did not process the request.
     */
    private static boolean isRefused(IOException e) {
        return e.getClass().getSimpleName().equals(SHUTDOWN) || REFUSED.equals(e.getMessage());
    }

    private Request request(HttpRequest request) {
        Request.Builder builder = new Request.Builder().url(addresses.url(request));
        request.headers().forEach(builder::addHeader);
        RequestBody body = request.body()
                .<RequestBody>map(content -> new ContentBody(content, request.headers()))
                .orElseGet(() -> needsBody(request.method()) ? EMPTY : null);
        return builder.method(request.method(), body).build();
    }

    private static boolean needsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static HttpHeaders headers(Headers headers) {
        String[] lines = new String[headers.size() * 2];
        for (int i = 0; i < headers.size(); i++) {
            lines[2 * i] = headers.name(i);
            lines[2 * i + 1] = headers.value(i);
        }
        return HttpHeaders.of(lines);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        if (ownsPool) {
            client.connectionPool().evictAll();
        }
    }
}
