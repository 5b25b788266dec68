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

/** Exchanges requests by OkHttp. Retries, redirects and limits on connections are the request path's own affair. */
public final class OkHttpExchange implements HttpTransport {

    private static final int IDLE_CONNECTIONS = 64;

    /** Shorter than the idle limit of most servers and load balancers, which starts at 60 seconds. */
    private static final int IDLE_SECONDS = 50;

    private static final Duration LONGEST_PING_INTERVAL = Duration.ofSeconds(10);
    private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

    /** OkHttp's own exceptions for what the server certainly did not process; its packages do not export them. */
    private static final String SHUTDOWN = "ConnectionShutdownException";

    private static final String REFUSED = "stream was reset: REFUSED_STREAM";

    /** OkHttp's words for a proxy that answers 407 when a tunnel is to be opened. */
    private static final String PROXY_REFUSED = "Failed to authenticate with proxy";

    private static final int PROXY_AUTHENTICATION = 407;

    private final OkHttpClient client;
    private final SocketPool sockets;
    private final boolean ownsPool;
    private final AddressCache addresses = new AddressCache();

    private OkHttpExchange(OkHttpClient client, boolean ownsPool, LongSupplier nanoTime) {
        OwnSockets factory = new OwnSockets(client.socketFactory());
        this.sockets = new SocketPool(factory, nanoTime);
        this.client = bare(client, factory);
        this.ownsPool = ownsPool;
    }

    /** Creates a transport with a pool of its own. */
    public static OkHttpExchange create(Duration connectTimeout, Duration stallTimeout) {
        return create(connectTimeout, stallTimeout, null, System::nanoTime);
    }

    /** Creates a transport with a pool of its own that goes through a proxy, if one is given. */
    public static OkHttpExchange create(Duration connectTimeout, Duration stallTimeout, @Nullable HttpProxy proxy) {
        return create(connectTimeout, stallTimeout, proxy, System::nanoTime);
    }

    /** Creates a transport whose connections grow idle by a clock of its own. */
    public static OkHttpExchange create(Duration connectTimeout, Duration stallTimeout, LongSupplier nanoTime) {
        return create(connectTimeout, stallTimeout, null, nanoTime);
    }

    private static OkHttpExchange create(
            Duration connectTimeout, Duration stallTimeout, @Nullable HttpProxy proxy, LongSupplier nanoTime) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(stallTimeout)
                .writeTimeout(stallTimeout)
                .pingInterval(pingInterval(stallTimeout))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS));
        if (proxy != null) {
            proxy.configure(builder);
        }
        return new OkHttpExchange(builder.build(), true, nanoTime);
    }

    /** Creates a transport that shares everything with the user's own client, its connect, read and write timeouts too. */
    public static OkHttpExchange over(OkHttpClient client) {
        return new OkHttpExchange(client, false, System::nanoTime);
    }

    /** An HTTP/2 connection that is dead is found by its pings, before the streams on it stall. */
    private static Duration pingInterval(Duration stallTimeout) {
        Duration third = stallTimeout.dividedBy(3);
        Duration interval = third.compareTo(LONGEST_PING_INTERVAL) < 0 ? third : LONGEST_PING_INTERVAL;
        return interval.toMillis() < 1 ? Duration.ofMillis(1) : interval;
    }

    /**
     * The dispatcher is our own: it knows the calls in flight, and only ours may be cancelled on close. So are the sockets,
     * and a verifier that is not OkHttp's own keeps it from sharing HTTP/2 connections between hosts, which it would
     * repair by a repetition of its own after a 421.
     */
    private static OkHttpClient bare(OkHttpClient client, OwnSockets factory) {
        HostnameVerifier verifier = client.hostnameVerifier();
        OkHttpClient.Builder builder = client.newBuilder()
                .dispatcher(new Dispatcher())
                .socketFactory(factory)
                .hostnameVerifier((host, session) -> verifier.verify(host, session))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(Duration.ZERO)
                .addInterceptor(HiddenRetryAfter::show);
        // The outermost: a caller's own interceptors see what is on the wire.
        builder.networkInterceptors().add(0, HiddenRetryAfter::hide);
        builder.networkInterceptors().add(new SocketCheck());
        return builder.build();
    }

    @Override
    public HttpResponse exchange(HttpRequest request, CallContext context) throws IOException {
        Request prepared = request(request);
        while (true) {
            try {
                return once(prepared, context);
            } catch (DeadSocketException e) {
                // Nothing was sent, and the dead socket is closed: the pool gives the next one, or a new one.
            }
        }
    }

    private HttpResponse once(Request request, CallContext context) throws IOException {
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
        if (!events.sending() || refused(e)) {
            return new RequestNotSentException(e);
        }
        if (!context.cancelled()) {
            // Also where the call's time was over: a silent connection does not say that it is dead.
            sockets.closeIdle(request.url());
        }
        return events.stale() && !(e instanceof InterruptedIOException) ? new StaleConnectionException(e) : e;
    }

    /** Tells whether an HTTP/2 server said that it did not process the request: by GOAWAY, or REFUSED_STREAM. */
    private static boolean refused(IOException e) {
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
