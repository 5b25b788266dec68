package dev.plinth.core.internal.connection;

import dev.plinth.core.http.CallContext;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts what is under way, and which answers nobody closed. */
final class CountingTransport implements HttpTransport {

    private final HttpTransport transport;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    CountingTransport(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, CallContext context) throws IOException {
        sent.incrementAndGet();
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        boolean answered = false;
        try {
            HttpResponse response = transport.exchange(request, context);
            answered = true;
            return response.withBody(new ClosingStream(response.body(), open::decrementAndGet));
        } finally {
            if (!answered) {
                open.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    int sent() {
        return sent.get();
    }

    /** How many are open, once what was cancelled on other threads has had its moment to end. */
    int open() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (open.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return open.get();
    }

    int mostOpen() {
        return mostOpen.get();
    }
}
