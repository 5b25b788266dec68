package dev.plinth.examples;

import com.sun.net.httpserver.HttpServer;
import dev.plinth.Project;
import dev.plinth.auth.AuthorizationRequest;
import dev.plinth.auth.Provider;
import dev.plinth.auth.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Signs a user in at an OAuth provider with PKCE; a web server on this machine receives the callback. */
public final class SignInWithOAuthInAWebPage {

    private SignInWithOAuthInAWebPage() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the provider, such as github
     * @throws IOException if the port is in use
     */
    public static void main(String[] arguments) throws IOException {
        try (Project project = Project.fromEnv()) {
            CompletableFuture<Session> signedIn = new CompletableFuture<>();
            String url = run(project, Provider.of(arguments[0]), 8765, signedIn);
            System.out.println("open in a browser: " + url);
            System.out.println(signedIn.join());
        }
    }

    static String run(Project project, Provider provider, int port, CompletableFuture<Session> signedIn)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        String callback = "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
        AuthorizationRequest request = project.auth().signInWithOAuth(provider, o -> o.redirectTo(callback));
        server.createContext("/callback", exchange -> {
            String address = callback + "?" + exchange.getRequestURI().getRawQuery();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            signedIn.completeAsync(() -> project.auth().completeSignIn(address, request.pkce()));
        });
        server.start();
        CompletableFuture<?> ignored = signedIn.whenComplete((session, failure) -> server.stop(0));
        return request.url();
    }
}
