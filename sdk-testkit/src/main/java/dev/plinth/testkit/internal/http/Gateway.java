package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What stands before the services of one port: finds the one that a path belongs to, and handles CORS for it. */
public final class Gateway implements HttpHandler {
    private static final String NO_ROUTE = "{\"message\":\"no Route matched with those values\"}";

    private record Mount(String prefix, HttpHandler handler, Predicate<String> answersPreflight) {
        boolean holds(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    private final List<Mount> mounts = new ArrayList<>();

    /** Mounts a service; of several that fit a path the longest prefix wins. */
    public Gateway mount(String prefix, HttpHandler handler, Predicate<String> answersPreflight) {
        mounts.add(new Mount(prefix, handler, answersPreflight));
        mounts.sort(Comparator.comparingInt((Mount mount) -> -mount.prefix().length()));
        return this;
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        for (Mount mount : mounts) {
            if (mount.holds(exchange.fullPath())) {
                exchange.mount(mount.prefix());
                return inside(mount, exchange);
            }
        }
        return Cors.allow(exchange, Reply.text(404, "application/json; charset=utf-8", NO_ROUTE));
    }

    private static Reply inside(Mount mount, Exchange exchange) throws IOException {
        if (Cors.isPreflight(exchange) && !mount.answersPreflight().test(exchange.path())) {
            return Cors.preflight(exchange);
        }
        return Cors.allow(exchange, mount.handler().handle(exchange));
    }
}
