package dev.plinth.core.http;

import java.io.IOException;

/**
 * Sends requests and receives responses. The default transport uses OkHttp. Wrap it or replace it to change what is
 * sent over the network.
 *
 * <p>Implementations must be thread-safe, must not follow redirects or retry, and must send each header unchanged.
 */
@FunctionalInterface
public interface HttpTransport extends AutoCloseable {

    /**
     * Sends a request and returns the response with its body still open.
     *
     * @param request the request, with an absolute URL
     * @param context the call's time limits and cancellation
     * @return the response, whatever its status
     * @throws RequestNotSentException if it is certain that the server has not received the request
     * @throws IOException if no response was received
     */
    HttpResponse exchange(HttpRequest request, CallContext context) throws IOException;

    /** Releases sockets and threads. By default does nothing. */
    @Override
    default void close() {}
}
