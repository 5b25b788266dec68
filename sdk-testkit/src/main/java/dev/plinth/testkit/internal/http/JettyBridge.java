package dev.plinth.testkit.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
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
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

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
        Exchange exchange = new Exchange(request, null);
        try {
            Reply reply = handlers.apply(request.getConnectionMetaData().getConnector())
                    .handle(exchange);
            exchange.failure().ifPresent(failure -> failures.accept(exchange, failure));
            linger(exchange, reply);
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
                    || cause instanceof Exchange.DroppedException
                    || cause instanceof StoppableBody.StoppedException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptedIOException
                    || cause instanceof HttpException;
        }
        return !gone;
    }

    private void linger(Exchange exchange, Reply reply) {
        boolean refused = reply.status() >= 400 && exchange.hasBody() && exchange.header("expect") == null;
        try {
            if (refused && !closesOnRefusal) {
                exchange.body().skip(LINGER);
            }
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
        if (writer == null || request.getMethod().equals("HEAD")) {
            response.write(true, ByteBuffer.wrap(reply.bytes()), callback);
            return;
        }
        OutputStream out = Content.Sink.asOutputStream(response);
        writer.writeTo(out);
        out.close();
        callback.succeeded();
    }

    /** Answers what the HTTP layer refuses before any handler sees it, in the words of the real servers. */
    static boolean refuse(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        boolean tooLong =
                status == HttpStatus.URI_TOO_LONG_414 || status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
        status = tooLong ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 : status;
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        String message = tooLong ? "Exceeded maximum allowed HTTP header size" : "Client Error";
        ObjectNode body = Json.object("error", HttpStatus.getMessage(status), "message", message, "statusCode", status);
        response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
        return true;
    }
}
