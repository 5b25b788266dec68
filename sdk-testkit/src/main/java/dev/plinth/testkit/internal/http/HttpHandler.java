package dev.plinth.testkit.internal.http;

import java.io.IOException;

/** Answers one request: the one shape of services, routes and filters. */
@FunctionalInterface
public interface HttpHandler {
    /** Does the work and says what to answer; the frame sends it. */
    Reply handle(Exchange exchange) throws IOException;
}
