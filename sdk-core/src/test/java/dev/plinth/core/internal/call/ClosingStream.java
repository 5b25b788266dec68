package dev.plinth.core.internal.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A stream that does one thing more when it is closed, once. */
final class ClosingStream extends FilterInputStream {

    private final AtomicReference<@Nullable Runnable> afterwards;

    ClosingStream(InputStream in, Runnable afterwards) {
        super(in);
        this.afterwards = new AtomicReference<>(afterwards);
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
            Runnable once = afterwards.getAndSet(null);
            if (once != null) {
                once.run();
            }
        }
    }
}
