package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A content that tells a listener how far its sending has come. */
public final class ObservedContent implements Content {

    private final Content content;
    private final Consumer<? super Progress> listener;
    private final AtomicInteger attempts = new AtomicInteger();

    /** Wraps a content. */
    public ObservedContent(Content content, Consumer<? super Progress> listener) {
        this.content = content;
        this.listener = listener;
    }

    @Override
    public OptionalLong length() {
        return content.length();
    }

    @Override
    public boolean repeatable() {
        return content.repeatable();
    }

    @Override
    public Optional<String> contentType() {
        return content.contentType();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ProgressMeter meter = new ProgressMeter(listener, content.length(), attempts.incrementAndGet());
        content.writeTo(new Counting(out, meter));
        meter.done();
    }

    @Override
    public String toString() {
        return content.toString();
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
