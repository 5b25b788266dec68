package dev.plinth.examples;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plinth.Project;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Lets only signed-in users into a web application: a filter verifies the access token of each request. */
public final class VerifyTokensInAFilter {

    private VerifyTokensInAFilter() {}

    /**
     * Runs the example against the project that the environment names, until it is stopped.
     *
     * @param arguments none
     * @throws IOException if the port is in use
     */
    public static void main(String[] arguments) throws IOException {
        Project project = Project.fromEnv();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080), 0);
        server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                })
                .getFilters()
                .add(filter(project));
        server.start();
        System.out.println("http://127.0.0.1:8080/");
    }

    static void run(TokenVerifier verifier, HttpExchange exchange, Filter.Chain chain) throws IOException {
        try {
            exchange.setAttribute("user", verifier.verify(bearer(exchange)));
        } catch (TokenVerificationException e) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        chain.doFilter(exchange);
    }

    static Filter filter(Project project) {
        TokenVerifier verifier =
                TokenVerifier.builder().verifyWithServer(project.connection()).build();
        return new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                run(verifier, exchange, chain);
            }

            @Override
            public String description() {
                return "verifies access tokens";
            }
        };
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    }
}
