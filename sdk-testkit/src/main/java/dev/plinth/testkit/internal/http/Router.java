package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of a path: {@code /object/{bucket}/*}. Where several templates fit, the one that is literal
 * further to the left wins. Parameters are decoded once, after matching, so that {@code %2F} never splits a segment.
 */
public record Router(HttpHandler notFound, HttpHandler badUrl, Map<String, List<Entry>> routes) implements HttpHandler {
    /** The handler of a route. */
    record Entry(Route route, HttpHandler handler) {}

    /** A router with the service's own responses for an unknown route and for a malformed escape. */
    public static Router of(HttpHandler notFound, HttpHandler badUrl) {
        return new Router(notFound, badUrl, new HashMap<>());
    }

    /** A route for GET and, as most servers do, HEAD. */
    public Router get(String template, HttpHandler handler) {
        return on("GET", template, handler).on("HEAD", template, handler);
    }

    public Router post(String template, HttpHandler handler) {
        return on("POST", template, handler);
    }

    public Router put(String template, HttpHandler handler) {
        return on("PUT", template, handler);
    }

    public Router patch(String template, HttpHandler handler) {
        return on("PATCH", template, handler);
    }

    public Router delete(String template, HttpHandler handler) {
        return on("DELETE", template, handler);
    }

    /** A route for any method; segments are literal, {@code {name}}, or a last {@code *}. */
    public Router on(String method, String template, HttpHandler handler) {
        List<Entry> sameMethod = routes.computeIfAbsent(method, m -> new ArrayList<>());
        sameMethod.add(new Entry(Route.of(template), handler));
        sameMethod.sort(Comparator.comparing(Entry::route));
        return this;
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        String path = exchange.path();
        Optional<Entry> found = find(exchange.method(), path);
        if (found.isEmpty()) {
            return notFound.handle(exchange);
        }
        Route route = found.get().route();
        Map<String, String> params = new HashMap<>();
        route.rawParams(path)
                .orElseThrow()
                .forEach((name, raw) -> Percent.decode(raw).ifPresent(value -> params.put(name, value)));
        exchange.params(params);
        HttpHandler handler =
                params.size() < route.names().size() ? badUrl : found.get().handler();
        return handler.handle(exchange);
    }

    /** Whether a method has a route for this path. */
    public boolean knows(String method, String path) {
        return find(method, path).isPresent();
    }

    private Optional<Entry> find(String method, String path) {
        return routes.getOrDefault(method, List.of()).stream()
                .filter(entry -> entry.route().matches(path))
                .findFirst();
    }
}
