package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the services of one port: finds the one that a path belongs to, and puts cross-origin headers as
 * the gateways in front of the real servers do, so that browsers' clients work.
 */
public final class Gateway implements HttpHandler {
    private static final String ORIGIN = "access-control-allow-origin";
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
        return allow(exchange, Reply.text(404, "application/json; charset=utf-8", NO_ROUTE));
    }

    private static Reply inside(Mount mount, Exchange exchange) throws IOException {
        if (isPreflight(exchange) && !mount.answersPreflight().test(exchange.path())) {
            return preflight(exchange);
        }
        return allow(exchange, mount.handler().handle(exchange));
    }

    private static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("origin") != null
                && exchange.header("access-control-request-method") != null;
    }

    private static Reply preflight(Exchange exchange) {
        @Nullable String asked = exchange.header("access-control-request-headers");
        Reply reply = Reply.of(200)
                .header(ORIGIN, "*")
                .header("access-control-allow-methods", "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT");
        return asked == null ? reply : reply.header("access-control-allow-headers", asked);
    }

    private static Reply allow(Exchange exchange, Reply reply) {
        if (exchange.header("origin") == null || reply.header(ORIGIN) != null) {
            return reply;
        }
        return reply.header(ORIGIN, "*").header("access-control-expose-headers", "*");
    }
}
