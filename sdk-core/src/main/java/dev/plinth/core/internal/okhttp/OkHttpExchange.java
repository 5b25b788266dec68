package dev.plinth.core.internal.okhttp;

import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.http.RequestNotSentException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Exchanges requests by OkHttp. Retries, redirects and limits on connections are the request path's own affair. */
public final class OkHttpExchange implements HttpTransport {

    private static final int IDLE_CONNECTIONS = 64;
    private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

    private final OkHttpClient client;
    private final boolean ownsPool;
    private final AddressCache addresses = new AddressCache();

    private OkHttpExchange(OkHttpClient client, boolean ownsPool) {
        this.client = client;
        this.ownsPool = ownsPool;
    }

    /** Makes a transport with a pool of its own. */
    public static OkHttpExchange create(Duration connectTimeout, Duration stallTimeout) {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectTimeout(connectTimeout)
                .readTimeout(stallTimeout)
                .writeTimeout(stallTimeout)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
                .build();
        return new OkHttpExchange(bare(client), true);
    }

    /** Makes a transport that shares everything with the user's own client, its connect, read and write timeouts too. */
    public static OkHttpExchange over(OkHttpClient client) {
        return new OkHttpExchange(bare(client), false);
    }

    /** The dispatcher is our own: it knows the calls in flight, and only ours may be cancelled on close. */
    private static OkHttpClient bare(OkHttpClient client) {
        return client.newBuilder()
                .dispatcher(new Dispatcher())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(Duration.ZERO)
                .build();
    }

    @Override
    public HttpResponse exchange(HttpRequest request, CallContext context) throws IOException {
        Call call = client.newCall(request(request));
        SendWatch watch = new SendWatch();
        call.addEventListener(watch);
        CallContext.Registration wish = context.onCancel(call::cancel);
        boolean open = false;
        try {
            Response response = call.execute();
            open = true;
            return HttpResponse.of(response.code(), headers(response.headers()), new ResponseStream(response, wish));
        } catch (IOException e) {
            throw watch.sending() ? e : new RequestNotSentException(e);
        } finally {
            if (!open) {
                wish.remove();
            }
        }
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
