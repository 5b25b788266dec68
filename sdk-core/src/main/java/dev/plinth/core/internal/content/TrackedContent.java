package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A content as one exchange sends it: tells when its sending begins and ends, whether all of it was sent, and whether it
 * failed by itself or because the network did.
 *
 * <p>Written by one thread; any thread may ask.
 */
public final class TrackedContent extends WrappedContent {

    private final Runnable begins;
    private final Runnable ended;
    private volatile boolean begun;
    private volatile boolean complete;
    private volatile @Nullable Exception localFailure;

    /** Wraps a content. */
    public TrackedContent(Content content, Runnable begins, Runnable ended) {
        super(content);
        this.begins = begins;
        this.ended = ended;
    }

    /** Tells whether the transport asked for the first byte. */
    public boolean begun() {
        return begun;
    }

    /** Tells whether the transport took the last byte. */
    public boolean complete() {
        return complete;
    }

    /** Returns what the content itself threw; null if it did not fail. */
    public @Nullable Exception localFailure() {
        return localFailure;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Sink sink = new Sink(out);
        begun = true;
        // A redirect has it sent once more.
        complete = false;
        begins.run();
        try {
            content.writeTo(sink);
            complete = true;
        } catch (IOException | RuntimeException e) {
            if (!sink.failed) {
                localFailure = e;
            }
            throw e;
        } finally {
            ended.run();
        }
    }

    /** Sees whether it is the network that fails. */
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
