package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
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
            HttpResponse response = Redirects.follow(transport, request, call);
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

    /** A body that gives its place back when it is closed, or when the future that it was opened in is cancelled. */
    private static final class GatedBody extends FilterInputStream {

        private final ConnectionGate gate;
        private final AtomicBoolean left = new AtomicBoolean();
        private final Registration wish;

        GatedBody(InputStream in, ConnectionGate gate, Call<?> call) {
            super(in);
            this.gate = gate;
            this.wish = call.scope().isRoot() ? () -> {} : call.onCancel(this::leave);
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
