package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.content.WatchedContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends a request when the host has room for it, and keeps the room until the answer is closed. */
final class Transporting implements Exchange {

    private final HttpTransport transport;
    private final Gates gates;

    Transporting(HttpTransport transport, Gates gates) {
        this.transport = transport;
        this.gates = gates;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        ConnectionGate gate = gates.of(request.base());
        gate.enter(call);
        boolean open = false;
        try {
            call.checkpoint();
            HttpResponse response = call.route.transfers ? transfer(request, call) : send(request, call);
            open = true;
            return response.withBody(new GatedBody(response.body(), gate, call));
        } catch (IOException e) {
            throw call.broken(e);
        } finally {
            if (!open) {
                gate.leave();
            }
        }
    }

    private HttpResponse send(HttpRequest request, Call<?> call) throws IOException {
        return Redirects.follow(transport, request, call);
    }

    /** Only the time between the two bodies is limited: they themselves may take as long as they move. */
    private HttpResponse transfer(HttpRequest request, Call<?> call) throws IOException {
        TimeLimit limit = call.limit();
        limit.goOn();
        HttpRequest watched = request.body()
                .map(body -> request.body(new WatchedContent(body, limit::stop, limit::goOn)))
                .orElse(request);
        HttpResponse response = send(watched, call);
        limit.stop();
        return response;
    }

    /** A body that gives its place back when it is closed, or when the future that it was opened in is cancelled. */
    private static final class GatedBody extends FilterInputStream {

        private final ConnectionGate gate;
        private final AtomicBoolean left = new AtomicBoolean();
        private final Registration wish;

        GatedBody(InputStream in, ConnectionGate gate, Call<?> call) {
            super(in);
            this.gate = gate;
            this.wish = call.scope().isRoot() ? () -> {} : call.scope().onCancel(this::leave);
        }

        @Override
        public int read(byte[] buffer, int from, int count) throws IOException {
            return in.read(buffer, from, count);
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } finally {
                wish.remove();
                leave();
            }
        }

        private void leave() {
            if (left.compareAndSet(false, true)) {
                gate.leave();
            }
        }
    }
}
