package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Checks sockets and responses between OkHttp and the network: prevents that a request is sent on an unusable socket,
 * and rejects a response that cannot belong to the request. The innermost of the network interceptors, so that
 * exceptions of a caller's own interceptors do not reach it.
 */
final class SocketCheck implements Interceptor {

    private static final int SWITCHED = 101;

    /** The maximum number of digits of a long. */
    private static final int LONGEST_LENGTH = 18;

    @Override
    public Response intercept(Chain chain) throws IOException {
        PooledSocket socket = ExchangeEvents.socketOf(chain.call());
        if (socket == null) {
            return chain.proceed(chain.request());
        }
        if (!socket.isUsable()) {
            socket.close();
            throw new DeadSocketException();
        }
        long before = socket.bytesRead();
        Response response = proceed(chain, socket);
        if (!socket.multiplexed() && before >= 0 && socket.bytesRead() == before) {
            socket.close();
            throw new ProtocolException("received left-over bytes of an earlier response instead of the response");
        }
        return check(response, socket);
    }

    /** A response that OkHttp cannot parse must not leave its socket open. */
    private static Response proceed(Chain chain, PooledSocket socket) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (RuntimeException e) {
            socket.close();
            // Without the cause, whose message may quote what the server sent.
            throw new ProtocolException(
                    "the response cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Response check(Response response, PooledSocket socket) throws IOException {
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
                        ? "the server switched to another protocol, which was not requested"
                        : "the response's Content-Length is not a valid length");
    }

    /** Returns whether all {@code Content-Length} headers, usually one, contain the same valid length. */
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
