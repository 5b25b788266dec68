package dev.plinth.testkit.internal.http;

import java.io.IOException;

/** Stands around a handler: logs, breaks things on purpose, adds headers. */
@FunctionalInterface
public interface RequestFilter {
    /** Answers, with or without asking the next one. */
    Reply handle(Exchange exchange, HttpHandler next) throws IOException;

    /** This filter around a handler, as a handler. */
    default HttpHandler around(HttpHandler next) {
        return exchange -> handle(exchange, next);
    }
}
