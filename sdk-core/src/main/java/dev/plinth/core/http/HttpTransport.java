package dev.plinth.core.http;

import java.io.IOException;

/**
 * Sends a request and brings the answer back. The one that Plinth uses by itself is OkHttp; put your own before it, or
 * in its place, to change what goes over the wire.
 *
 * <p>Implementations are thread-safe, do not follow redirects, do not retry, and send each header as it is.
 */
@FunctionalInterface
public interface HttpTransport extends AutoCloseable {

    /**
     * Exchanges a request for an answer, whose body is still open.
     *
     * @param request the request, with an absolute address
     * @param context the call's limits: its time, and a way to learn that it was cancelled
     * @return the answer, whatever its status
     * @throws RequestNotSentException if it is certain that the server has not seen the request
     * @throws IOException if no answer came
     */
    HttpResponse exchange(HttpRequest request, CallContext context) throws IOException;

    /** Gives up connections and threads. Does nothing by default. */
    @Override
    default void close() {}
}
