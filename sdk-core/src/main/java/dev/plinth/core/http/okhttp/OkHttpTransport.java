package dev.plinth.core.http.okhttp;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import okhttp3.OkHttpClient;

/** The bridge to your own {@code OkHttpClient}: the one place where Plinth shows a type of OkHttp. */
// Not every user of Plinth is to read OkHttp's module; who calls this has it anyway.
@SuppressWarnings("exports")
public final class OkHttpTransport {

    private OkHttpTransport() {}

    /**
     * Returns a transport that sends through a client of yours: with its proxy, TLS, DNS, interceptors, event listeners,
     * connection pool, and its connect, read and write timeouts. Its redirects, retries and call timeout are left out,
     * for Plinth has its own; its dispatcher is not used.
     *
     * <pre>{@code
     * Platform.connect(url, token, o -> o.transport(OkHttpTransport.of(client)));
     * }</pre>
     *
     * @param client the client; stays yours to close
     * @return the transport
     */
    public static HttpTransport of(OkHttpClient client) {
        return OkHttpExchange.over(client);
    }
}
