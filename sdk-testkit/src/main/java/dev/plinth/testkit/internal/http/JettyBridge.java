package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
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

    JettyBridge(Function<Connector, HttpHandler> handlers) {
        this.handlers = handlers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        RawTargetEndPoint connection = endPoint instanceof RawTargetEndPoint raw ? raw : null;
        Exchange exchange = new Exchange(request, connection == null ? null : connection.takeTarget());
        Reply reply =
                handlers.apply(request.getConnectionMetaData().getConnector()).handle(exchange);
        if (reply.status() >= 400 && exchange.hasBody() && exchange.header("expect") == null) {
            linger(exchange);
        }
        if (connection != null && !exchange.hasBody()) {
            connection.expectRequest();
        }
        try {
            send(reply, request, response, callback);
        } finally {
            reply.discard();
        }
        return true;
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
