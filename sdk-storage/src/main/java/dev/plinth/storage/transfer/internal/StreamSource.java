package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import dev.plinth.core.internal.content.StreamContent;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A source that reads a stream and keeps one chunk of it, which may have to be sent again. */
final class StreamSource implements UploadSource {

    private final StreamContent content;
    private final OptionalLong declaredLength;
    private final ChunkSpool spool = new ChunkSpool();
    private @Nullable InputStream stream;
    private long start;
    private long end;
    private int nextByte = -1;
    private boolean ended;
    private boolean failed;

    StreamSource(StreamContent content) {
        this.content = content;
        this.declaredLength = content.length();
    }

    @Override
    public OptionalLong length() {
        return declaredLength.isPresent() || !ended ? declaredLength : OptionalLong.of(end);
    }

    @Override
    public boolean canReadFrom(long offset) {
        return offset >= start && offset <= end;
    }

    @Override
    public Piece piece(long offset, int maxBytes) {
        if (!canReadFrom(offset)) {
            throw new IllegalArgumentException("the byte at " + offset + " of the stream is not available");
        }
        if (offset == end && !ended) {
            fill(maxBytes);
        }
        int count = (int) Math.min(maxBytes, end - offset);
        return new Piece(offset, spool.part((int) (offset - start), count, this), ended && offset + count == end);
    }

    /**
     * Reads the next chunk. A stream that failed is not read again, because it could report its end after a failure.
     */
    private void fill(int maxBytes) {
        if (failed) {
            throw new LocalIOException("the stream failed before and cannot be read again", "start a new upload", null);
        }
        failed = true;
        try {
            readNext(maxBytes);
        } catch (IOException e) {
            throw new LocalIOException("the stream cannot be read: " + e, null, e);
        }
        checkLength();
        failed = false;
    }

    /** Reads the next chunk and one more byte, which shows whether the stream has ended. */
    private void readNext(int maxBytes) throws IOException {
        InputStream in = stream;
        if (in == null) {
            in = content.take();
            stream = in;
            nextByte = in.read();
        }
        start = end;
        end += spool.fill(in, nextByte, maxBytes);
        nextByte = nextByte < 0 ? -1 : in.read();
        ended = nextByte < 0;
        if (ended) {
            in.close();
        }
    }

    private void checkLength() {
        if (declaredLength.isPresent()) {
            long length = declaredLength.getAsLong();
            boolean more = end > length || (end == length && !ended);
            if (more || (ended && end < length)) {
                throw new SourceChangedException(
                        "the stream " + (more ? "has more than" : "ended at " + end + " of") + " its length of "
                                + length + " bytes",
                        "declare the stream's exact length, or no length");
            }
        }
    }

    @Override
    public void check() {}

    @Override
    public void close() {
        spool.close();
        content.release();
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
