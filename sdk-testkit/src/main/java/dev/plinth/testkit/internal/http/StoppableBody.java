package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request's body whose reader can be stopped by another thread, even while it waits for bytes. */
public final class StoppableBody implements Content.Source {
    /** The reader was stopped. */
    public static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("the reader was stopped");
        }
    }

    private final Request request;
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
    private volatile boolean stopped;

    StoppableBody(Request request) {
        this.request = request;
    }

    /** Stops the reader: it still gets the bytes that have arrived, and fails instead of waiting for more. */
    public void stop() {
        stopped = true;
        wake();
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = request.read();
        return chunk == null && stopped ? Content.Chunk.from(new StoppedException()) : chunk;
    }

    @Override
    public void demand(Runnable ready) {
        waiting.set(ready);
        request.demand(this::wake);
        if (stopped) {
            wake();
        }
    }

    @Override
    public void fail(Throwable failure) {
        request.fail(failure);
    }

    private void wake() {
        Runnable ready = waiting.getAndSet(null);
        if (ready != null) {
            ready.run();
        }
    }
}
