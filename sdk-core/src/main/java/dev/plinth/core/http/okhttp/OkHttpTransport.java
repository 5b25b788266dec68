package dev.plinth.core.http.okhttp;

import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import okhttp3.OkHttpClient;

/** Creates transports from your own {@code OkHttpClient}. The only class of Plinth with an OkHttp type in its API. */
// Plinth does not require OkHttp's module transitively: only callers of this class need it, and they have it.
@SuppressWarnings("exports")
public final class OkHttpTransport {

    private OkHttpTransport() {}

    /**
     * Returns a transport that uses your OkHttp client: its proxy, TLS, DNS, interceptors, event listeners and
     * connection pool, and its connect, read and write timeouts. The client's redirects, retries and call timeout are
     * disabled, because Plinth has its own. Its dispatcher is not used.
     *
     * <p>Use it as {@code Platform.connect(url, credentials, o -> o.transport(OkHttpTransport.of(client)))}.
     *
     * @param client the client; it is not closed
     * @return the transport
     */
    public static HttpTransport of(OkHttpClient client) {
        return OkHttpExchange.sharing(client);
    }
}
