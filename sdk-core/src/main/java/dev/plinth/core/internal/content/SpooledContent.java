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
    private long came;
    private boolean begun;
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
        return spool.whole() && !failed;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (begun && !repeatable()) {
            throw new IOException("the stream was already sent, and cannot be read again");
        }
        InputStream stream = begun ? source.stream() : source.take();
        begun = true;
        spool.replay(out);
        byte[] buffer = new byte[BUFFER];
        while (!ended) {
            int read = read(stream, buffer);
            if (read < 0) {
                stream.close();
                ended = true;
            } else {
                // Buffered first, so that bytes that could not be sent are not lost.
                spool.keep(buffer, read);
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
            came += Math.max(0, read);
            source.check(came, read < 0);
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
