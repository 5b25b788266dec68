package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** The content of a stream that can be sent again as long as its spool has all bytes that were read. */
final class SpooledContent implements Content, ReleasableContent {

    private static final int BUFFER = 64 * 1024;

    private final StreamContent source;
    private final Spool spool;
    private long received;
    private boolean started;
    private boolean ended;
    private boolean failed;

    SpooledContent(StreamContent source, Spool spool) {
        this.source = source;
        this.spool = spool;
    }

    @Override
    public OptionalLong length() {
        return source.length();
    }

    /** A stream that has failed cannot deliver more bytes in another attempt. */
    @Override
    public boolean repeatable() {
        return spool.isComplete() && !failed;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (started && !repeatable()) {
            throw new IOException("the stream was already sent, and cannot be read again");
        }
        InputStream stream = started ? source.stream() : source.take();
        started = true;
        spool.replay(out);
        byte[] buffer = new byte[BUFFER];
        while (!ended) {
            int read = read(stream, buffer);
            if (read < 0) {
                stream.close();
                ended = true;
            } else {
                // Buffered first, so that bytes that could not be sent are not lost.
                spool.append(buffer, read);
                out.write(buffer, 0, read);
            }
        }
    }

    /** Returns whether the whole stream was read, so that sending again does not read it. */
    boolean ended() {
        return ended;
    }

    @Override
    public void release() {
        source.release();
    }

    private int read(InputStream stream, byte[] buffer) throws IOException {
        try {
            int read = stream.read(buffer);
            received += Math.max(0, read);
            source.check(received, read < 0);
            return read;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
