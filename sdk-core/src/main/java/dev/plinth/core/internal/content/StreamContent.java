package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** The content of a stream, which can be sent once. */
public final class StreamContent implements Content, ReleasableContent {

    private static final String NAME = "the stream";

    private final InputStream stream;
    private final long length;
    private final AtomicBoolean used = new AtomicBoolean();

    /** Creates a content; a length of -1 means that the length is not known. */
    public StreamContent(InputStream stream, long length) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.length = length;
    }

    @Override
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = take()) {
            if (length < 0) {
                in.transferTo(out);
            } else {
                StreamCopy.exactly(in, out, length, NAME);
            }
        }
    }

    /** Returns the stream, once. */
    public InputStream take() throws IOException {
        if (!used.compareAndSet(false, true)) {
            throw new IOException("the stream was already sent and cannot be read again");
        }
        return stream;
    }

    @Override
    public void release() {
        try {
            stream.close();
        } catch (IOException e) {
            // The call has finished, so a failure to close the stream does not matter.
        }
    }

    InputStream stream() {
        return stream;
    }

    /** Compares the number of bytes read with the declared length. */
    void check(long read, boolean ended) throws IOException {
        if (length >= 0) {
            StreamCopy.check(read, ended, length, NAME);
        }
    }

    @Override
    public String toString() {
        return "Content[stream" + (length < 0 ? "" : ", " + length + " bytes") + "]";
    }
}
