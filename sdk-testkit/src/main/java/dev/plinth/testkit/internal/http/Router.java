package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a path: {@code /object/{bucket}/*}. Where several templates fit, the one that is literal
 * further to the left wins. Parameters are decoded once, after matching, so that {@code %2F} never splits a segment.
 */
public final class Router implements HttpHandler {
    /** Answers when no route fits, or when a path parameter does not decode. */
    private final HttpHandler notFound;

    private final HttpHandler badUrl;
    private final Map<String, List<Route>> routes = new HashMap<>();

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
        List<Route> sameMethod = routes.computeIfAbsent(method, m -> new ArrayList<>());
        sameMethod.add(Route.of(template, handler));
        Collections.sort(sameMethod);
        return this;
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        String path = exchange.path();
        Route route = find(exchange.method(), path);
        if (route == null) {
            return notFound.handle(exchange);
        }
        Map<String, String> params = route.params(path);
        if (params == null) {
            return badUrl.handle(exchange);
        }
        exchange.params(params);
        return route.handler().handle(exchange);
    }

    /** Whether a method has a route for this path. */
    public boolean knows(String method, String path) {
        return find(method, path) != null;
    }

    private @Nullable Route find(String method, String path) {
        for (Route route : routes.getOrDefault(method, List.of())) {
            if (route.matches(path)) {
                return route;
            }
        }
        return null;
    }

    /** One template and its handler; ordered so that the more literal one comes first. */
    private record Route(List<String> segments, boolean tail, String rank, HttpHandler handler)
            implements Comparable<Route> {
        static Route of(String template, HttpHandler handler) {
            List<String> all = List.of(template.substring(1).split("/", -1));
            boolean tail = all.get(all.size() - 1).equals("*");
            List<String> segments = tail ? all.subList(0, all.size() - 1) : all;
            StringBuilder rank = new StringBuilder();
            segments.forEach(segment -> rank.append(isParam(segment) ? 'b' : 'a'));
            return new Route(segments, tail, rank.append(tail ? 'c' : ' ').toString(), handler);
        }

        boolean matches(String path) {
            int from = 1;
            for (int i = 0; i < segments.size(); i++) {
                if (from > path.length() || path.isEmpty()) {
                    return false;
                }
                int slash = path.indexOf('/', from);
                int end = slash < 0 ? path.length() : slash;
                String segment = segments.get(i);
                boolean fits = isParam(segment)
                        ? end > from
                        : segment.length() == end - from && path.startsWith(segment, from);
                if (!fits) {
                    return false;
                }
                from = end + 1;
            }
            return tail ? from <= path.length() : from == path.length() + 1;
        }

        /** The decoded parameters of a path that matches; null when one has a malformed escape. */
        @Nullable
        Map<String, String> params(String path) {
            Map<String, String> params = new HashMap<>();
            int from = 1;
            for (String segment : segments) {
                int slash = path.indexOf('/', from);
                int end = slash < 0 ? path.length() : slash;
                if (isParam(segment)
                        && !put(params, segment.substring(1, segment.length() - 1), path.substring(from, end))) {
                    return null;
                }
                from = end + 1;
            }
            return !tail || put(params, "*", path.substring(from)) ? params : null;
        }

        @Override
        public int compareTo(Route other) {
            return rank.compareTo(other.rank);
        }

        private static boolean put(Map<String, String> params, String name, String raw) {
            Optional<String> decoded = Percent.decode(raw);
            decoded.ifPresent(value -> params.put(name, value));
            return decoded.isPresent();
        }

        private static boolean isParam(String segment) {
            return segment.startsWith("{");
        }
    }
}
