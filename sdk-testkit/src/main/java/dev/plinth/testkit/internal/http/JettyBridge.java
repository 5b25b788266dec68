package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Turns Jetty's requests into {@link Exchange}s, and {@link Reply}s into Jetty's responses. */
final class JettyBridge extends Handler.Abstract {
    /** What a client may still send after it was refused, so that it reads the answer instead of a reset. */
    private static final int LINGER = 1 << 20;

    private final Function<Connector, HttpHandler> handlers;
    private final boolean closesOnRefusal;
    private final BiConsumer<Exchange, Throwable> failures;

    JettyBridge(
            Function<Connector, HttpHandler> handlers,
            boolean closesOnRefusal,
            BiConsumer<Exchange, Throwable> failures) {
        this.handlers = handlers;
        this.closesOnRefusal = closesOnRefusal;
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        RawTargetEndPoint connection = endPoint instanceof RawTargetEndPoint raw ? raw : null;
        Exchange exchange = new Exchange(request, connection == null ? null : connection.takeTarget());
        try {
            Reply reply = handlers.apply(request.getConnectionMetaData().getConnector())
                    .handle(exchange);
            exchange.failure().ifPresent(failure -> failures.accept(exchange, failure));
            afterBody(exchange, reply, connection);
            try {
                send(reply, request, response, callback);
            } finally {
                reply.discard();
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            if (isInternal(e, endPoint)) {
                failures.accept(exchange, e);
            }
            throw e;
        }
    }

    private void afterBody(Exchange exchange, Reply reply, @Nullable RawTargetEndPoint connection) {
        boolean refused = reply.status() >= 400 && exchange.hasBody() && exchange.header("expect") == null;
        if (refused && !closesOnRefusal) {
            linger(exchange);
        }
        if (connection != null && !exchange.hasBody()) {
            connection.expectRequest();
        }
    }

    /** Whether a failure is the platform's own, and not that of a client that went away or stopped sending. */
    private static boolean isInternal(Throwable failure, EndPoint endPoint) {
        if (!(failure instanceof IOException)) {
            return true;
        }
        boolean gone = !endPoint.isOpen() || endPoint.isInputShutdown() || endPoint.isOutputShutdown();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException) {
                return true;
            }
            gone |= cause instanceof EofException
                    || cause instanceof DroppedException
                    || cause instanceof StoppableBody.StoppedException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedIOException
                    || cause instanceof HttpException;
        }
        return !gone;
    }

    private static void linger(Exchange exchange) {
        try {
            exchange.body().skip(LINGER);
        } catch (IOException e) {
            // the client is gone, or sent a broken body: the answer is tried all the same
        }
    }

    private static void send(Reply reply, Request request, Response response, Callback callback) throws IOException {
        response.setStatus(reply.status());
        for (Map.Entry<String, String> header : reply.headers()) {
            response.getHeaders().add(header.getKey(), header.getValue());
        }
        Reply.BodyWriter writer = reply.writer();
        boolean lengthGiven = response.getHeaders().contains(HttpHeader.CONTENT_LENGTH);
        if (reply.length() >= 0 && reply.status() != 204 && !lengthGiven) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.length());
        }
        if (request.getMethod().equals("HEAD") && reply.length() < 0 && !lengthGiven) {
            // In two steps: in one, Jetty would say that the length is 0.
            Callback end =
                    Callback.from(() -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed);
            response.write(false, ByteBuffer.allocate(0), end);
            return;
        }
        if (writer == null || request.getMethod().equals("HEAD")) {
            response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
            return;
        }
        OutputStream out = Content.Sink.asOutputStream(response);
        writer.writeTo(out);
        out.close();
        callback.succeeded();
    }
}
