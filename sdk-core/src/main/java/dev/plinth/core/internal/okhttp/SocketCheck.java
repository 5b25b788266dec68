package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stands between OkHttp and the wire: lets no request out on a socket that cannot be used, and no response in that cannot
 * be the request's. The innermost of the network interceptors: what a caller's own ones throw is none of its business.
 */
final class SocketCheck implements Interceptor {

    private static final int SWITCHED = 101;

    /** So many digits fit into a long. */
    private static final int LONGEST_LENGTH = 18;

    @Override
    public Response intercept(Chain chain) throws IOException {
        PooledSocket socket = ExchangeEvents.socketOf(chain.call());
        if (socket == null) {
            return chain.proceed(chain.request());
        }
        if (!socket.usable()) {
            socket.close();
            throw new DeadSocketException();
        }
        long before = socket.bytesRead();
        Response response = proceed(chain, socket);
        if (!socket.multiplexed() && before >= 0 && socket.bytesRead() == before) {
            socket.close();
            throw new ProtocolException("left-over bytes of an earlier response stood where the response was expected");
        }
        return checked(response, socket);
    }

    /** A response that OkHttp itself stumbles over must not leave its socket open. */
    private static Response proceed(Chain chain, PooledSocket socket) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (RuntimeException e) {
            socket.close();
            // Without the cause: its message may quote what the server sent.
            throw new ProtocolException(
                    "the response cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Response checked(Response response, PooledSocket socket) throws IOException {
        boolean switched = response.code() == SWITCHED;
        if (!switched && hasLength(response.headers())) {
            return response;
        }
        if (!socket.multiplexed()) {
            socket.close();
        }
        response.close();
        throw new ProtocolException(
                switched
                        ? "the server switched to another protocol, which it was not asked for"
                        : "the response's Content-Length is not a length");
    }

    /** Tells whether all the headers that say how long the body is, mostly one, say the same. */
    private static boolean hasLength(Headers headers) {
        String length = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("Content-Length")) {
                String value = headers.value(i);
                if (!isLength(value) || (length != null && !length.equals(value))) {
                    return false;
                }
                length = value;
            }
        }
        return true;
    }

    private static boolean isLength(String text) {
        boolean digits = !text.isEmpty() && text.length() <= LONGEST_LENGTH;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }
}
