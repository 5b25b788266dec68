package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of one exchange. Records when its transfer starts and ends, whether it was sent completely, and whether
 * the content itself failed or the network.
 *
 * <p>Written by one thread; may be read by any thread.
 */
public final class TrackedContent extends WrappedContent {

    private final Runnable onStart;
    private final Runnable onEnd;
    private volatile boolean started;
    private volatile boolean complete;
    private volatile @Nullable Exception localFailure;

    /** Wraps a content. */
    public TrackedContent(Content content, Runnable onStart, Runnable onEnd) {
        super(content);
        this.onStart = onStart;
        this.onEnd = onEnd;
    }

    /** Returns whether the transport requested the first byte. */
    public boolean started() {
        return started;
    }

    /** Returns whether the transport accepted the last byte. */
    public boolean complete() {
        return complete;
    }

    /** Returns the content's own exception; null if it did not fail. */
    public @Nullable Exception localFailure() {
        return localFailure;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Sink sink = new Sink(out);
        started = true;
        // After a redirect, the content is sent again.
        complete = false;
        onStart.run();
        try {
            content.writeTo(sink);
            complete = true;
        } catch (IOException | RuntimeException e) {
            if (!sink.failed) {
                localFailure = e;
            }
            throw e;
        } finally {
            onEnd.run();
        }
    }

    /** Detects failures of the network. */
    private static final class Sink extends FilterOutputStream {

        private boolean failed;

        Sink(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            failed = true;
            out.write(b);
            failed = false;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            failed = true;
            out.write(bytes, from, count);
            failed = false;
        }

        @Override
        public void flush() throws IOException {
            failed = true;
            out.flush();
            failed = false;
        }
    }
}
