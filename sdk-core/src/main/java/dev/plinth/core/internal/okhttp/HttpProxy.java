package dev.plinth.core.internal.okhttp;

import dev.plinth.core.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, with or without a password. The password is sent with the first request, because waiting for the
 * proxy's 407 would send each request twice.
 */
public final class HttpProxy {

    private static final String HEADER = "Proxy-Authorization";

    private final String host;
    private final int port;
    private final @Nullable String credentials;

    private HttpProxy(String host, int port, @Nullable String credentials) {
        this.host = host;
        this.port = port;
        this.credentials = credentials;
    }

    /** Returns a proxy without authentication. */
    public static HttpProxy withoutPassword(String host, int port) {
        return new HttpProxy(host, port, null);
    }

    /** Returns a proxy with Basic authentication. */
    public static HttpProxy withPassword(String host, int port, String user, Secret password) {
        return new HttpProxy(host, port, Credentials.basic(user, password.reveal()));
    }

    void configure(OkHttpClient.Builder builder) {
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
        String header = credentials;
        if (header != null) {
            // For https, OkHttp calls this before it opens the tunnel. A proxy that has rejected the password rejects
            // it again.
            builder.proxyAuthenticator((route, response) -> response.request().header(HEADER) != null
                    ? null
                    : response.request().newBuilder().header(HEADER, header).build());
            builder.addInterceptor(plain(header));
        }
    }

    private static Interceptor plain(String header) {
        return chain -> chain.request().isHttps()
                ? chain.proceed(chain.request())
                : chain.proceed(
                        chain.request().newBuilder().header(HEADER, header).build());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
