package dev.plinth.testkit.internal.http;

import org.jspecify.annotations.Nullable;

/** Cross-origin headers as the gateways in front of the real servers put them, so that browsers' clients work. */
final class Cors {
    private static final String ORIGIN = "access-control-allow-origin";

    private Cors() {}

    static boolean isPreflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS")
                && exchange.header("origin") != null
                && exchange.header("access-control-request-method") != null;
    }

    static Reply preflight(Exchange exchange) {
        @Nullable String asked = exchange.header("access-control-request-headers");
        Reply reply = Reply.of(200)
                .header(ORIGIN, "*")
                .header("access-control-allow-methods", "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT");
        return asked == null ? reply : reply.header("access-control-allow-headers", asked);
    }

    static Reply allow(Exchange exchange, Reply reply) {
        if (exchange.header("origin") == null || reply.header(ORIGIN) != null) {
            return reply;
        }
        return reply.header(ORIGIN, "*").header("access-control-expose-headers", "*");
    }
}
