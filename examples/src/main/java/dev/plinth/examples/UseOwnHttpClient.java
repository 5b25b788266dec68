package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.OkHttpClient;

/** Sends all requests through your own OkHttpClient, here behind a proxy. */
public final class UseOwnHttpClient {

    private UseOwnHttpClient() {}

    /**
     * Runs the example.
     *
     * @param arguments the project's URL, its key, the proxy's host and port
     */
    public static void main(String[] arguments) {
        InetSocketAddress proxy = InetSocketAddress.createUnresolved(arguments[2], Integer.parseInt(arguments[3]));
        System.out.println(run(arguments[0], ApiKey.of(arguments[1]), proxy));
    }

    static String run(String url, ApiKey key, InetSocketAddress proxy) {
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, proxy))
                .addInterceptor(chain -> chain.proceed(chain.request()))
                .build();
        try (Project project = Project.connect(url, key, o -> o.transport(OkHttpTransport.of(client)))) {
            return project.auth().getVersion();
        }
    }
}
