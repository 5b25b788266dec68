package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a path: {@code /object/{bucket}/*}. Where several templates fit, the one that is literal
 * further to the left wins. Parameters are decoded once, after matching, so that {@code %2F} never splits a segment.
 */
public final class Router implements HttpHandler {
    private record Entry(Route route, HttpHandler handler) {}

    /** Answers when no route fits, or when a path parameter does not decode. */
    private final HttpHandler notFound;

    private final HttpHandler badUrl;
    private final Map<String, List<Entry>> routes = new HashMap<>();

    private Router(HttpHandler notFound, HttpHandler badUrl) {
        this.notFound = notFound;
        this.badUrl = badUrl;
    }

    /** A router with the service's own answers for an unknown route and for a malformed escape. */
    public static Router of(HttpHandler notFound, HttpHandler badUrl) {
        return new Router(notFound, badUrl);
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
        Entry entry = find(exchange.method(), path);
        if (entry == null) {
            return notFound.handle(exchange);
        }
        Map<String, String> params = new HashMap<>();
        entry.route()
                .rawParams(path)
                .orElseThrow()
                .forEach((name, raw) -> Percent.decode(raw).ifPresent(value -> params.put(name, value)));
        if (params.size() < entry.route().names().size()) {
            return badUrl.handle(exchange);
        }
        exchange.params(params);
        return entry.handler().handle(exchange);
    }

    /** Whether a method has a route for this path. */
    public boolean knows(String method, String path) {
        return find(method, path) != null;
    }

    private @Nullable Entry find(String method, String path) {
        return routes.getOrDefault(method, List.of()).stream()
                .filter(entry -> entry.route().matches(path))
                .findFirst()
                .orElse(null);
    }
}
