package dev.plinth.core.http;

/**
 * Sends requests that Plinth has no operation for. They are authorized, retried and observed like every other call.
 *
 * <p>Thread-safe.
 */
public interface RawHttpClient {

    /**
     * Sends a request. The methods GET, HEAD, PUT, DELETE and OPTIONS are treated as repeatable; POST and PATCH are
     * sent again only if it is certain that the server has not received the first attempt.
     *
     * @param request the request; its path is relative to the connection's URL
     * @return the response, whatever its status; close it
     * @throws dev.plinth.core.TransportException if no response was received
     * @throws dev.plinth.core.CallTimeoutException if the response headers were not received within the call's timeout
     */
    HttpResponse execute(HttpRequest request);
}
