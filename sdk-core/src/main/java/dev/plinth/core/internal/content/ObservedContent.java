package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A content that reports the progress of its upload to a listener. */
public final class ObservedContent extends WrappedContent {

    private final Consumer<? super Progress> listener;
    private final AtomicInteger attempts = new AtomicInteger();

    /** Wraps a content. */
    public ObservedContent(Content content, Consumer<? super Progress> listener) {
        super(content);
        this.listener = listener;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ProgressMeter meter = new ProgressMeter(listener, content.length(), attempts.incrementAndGet());
        content.writeTo(new Counting(out, meter));
        meter.done();
    }

    private static final class Counting extends FilterOutputStream {

        private final ProgressMeter meter;

        Counting(OutputStream out, ProgressMeter meter) {
            super(out);
            this.meter = meter;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            meter.moved(1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            meter.moved(count);
        }
    }
}
