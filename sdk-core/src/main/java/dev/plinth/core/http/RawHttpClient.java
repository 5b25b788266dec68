package dev.plinth.core.http;

/**
 * The door for requests that Plinth has no operation for. What goes through it is authorized, retried and observed like
 * every other call.
 *
 * <p>Thread-safe.
 */
public interface RawHttpClient {

    /**
     * Sends a request. Methods GET, HEAD, PUT, DELETE and OPTIONS are taken as repeatable; POST and PATCH are sent
     * again only if the first try certainly never reached the server.
     *
     * @param request the request; its path is relative to the connection's URL
     * @return the answer, whatever its status; close it
     * @throws dev.plinth.core.TransportException if no answer came
     * @throws dev.plinth.core.CallTimeoutException if the answer's head did not come in time
     */
    HttpResponse execute(HttpRequest request);
}
