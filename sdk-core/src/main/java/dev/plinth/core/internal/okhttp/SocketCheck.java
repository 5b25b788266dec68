package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * A network interceptor that sends no request on an unusable socket, and accepts no response that cannot belong to the
 * request.
 */
final class SocketCheck implements Interceptor {

    /** The maximum number of digits that fit into a long. */
    private static final int LONGEST_LENGTH = 18;

    private final SocketPool pool;

    SocketCheck(SocketPool pool) {
        this.pool = pool;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection == null) {
            return chain.proceed(chain.request());
        }
        PooledSocket socket = pool.of(connection);
        if (!socket.usable()) {
            socket.close();
            throw new DeadSocketException();
        }
        long before = socket.bytesRead();
        Response response = proceed(chain, socket);
        if (!socket.multiplexed() && before >= 0 && socket.bytesRead() == before) {
            socket.close();
            throw new ProtocolException("received left-over bytes of an earlier response instead of the response");
        }
        return checked(response, socket);
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

    private static Response checked(Response response, PooledSocket socket) throws IOException {
        Headers headers = response.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("Content-Length") && !isLength(headers.value(i))) {
                if (!socket.multiplexed()) {
                    socket.close();
                }
                response.close();
                throw new ProtocolException("the response's Content-Length is not a number");
            }
        }
        return response;
    }

    private static boolean isLength(String text) {
        boolean digits = !text.isEmpty() && text.length() <= LONGEST_LENGTH;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }
}
