package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import dev.plinth.core.internal.content.StreamContent;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A stream, of which one chunk is kept at a time: that is all that may have to be sent again. */
final class StreamSource implements UploadSource {

    private final StreamContent content;
    private final OptionalLong promised;
    private final ChunkSpool spool = new ChunkSpool();
    private @Nullable InputStream stream;
    private long start;
    private long end;
    private int peeked = -1;
    private boolean ended;
    private boolean failed;

    StreamSource(StreamContent content) {
        this.content = content;
        this.promised = content.length();
    }

    @Override
    public OptionalLong length() {
        return promised.isPresent() || !ended ? promised : OptionalLong.of(end);
    }

    @Override
    public boolean reaches(long offset) {
        return offset >= start && offset <= end;
    }

    @Override
    public Piece piece(long offset, int most) {
        if (!reaches(offset)) {
            throw new IllegalArgumentException(offset + " is not kept of the stream");
        }
        if (offset == end && !ended) {
            fill(most);
        }
        int count = (int) Math.min(most, end - offset);
        return new Piece(offset, spool.part((int) (offset - start), count, this), ended && offset + count == end);
    }

    /** A stream that failed once is not read again: it may take its failure for its end. */
    private void fill(int most) {
        if (failed) {
            throw new LocalIOException("the stream failed before, and cannot be read again", "upload it anew", null);
        }
        failed = true;
        try {
            readNext(most);
        } catch (IOException e) {
            throw new LocalIOException("the stream cannot be read: " + e, null, e);
        }
        checkLength();
        failed = false;
    }

    /** Reads the next chunk, and one byte more, which tells whether the stream goes on. */
    private void readNext(int most) throws IOException {
        InputStream in = stream;
        if (in == null) {
            in = content.take();
            stream = in;
            peeked = in.read();
        }
        start = end;
        end += spool.fill(in, peeked, most);
        peeked = peeked < 0 ? -1 : in.read();
        ended = peeked < 0;
        if (ended) {
            in.close();
        }
    }

    private void checkLength() {
        if (promised.isPresent()) {
            long length = promised.getAsLong();
            boolean more = end > length || (end == length && !ended);
            if (more || (ended && end < length)) {
                throw new SourceChangedException(
                        "the stream " + (more ? "has more than" : "ended at " + end + " of") + " its length of "
                                + length + " bytes",
                        "give the stream's true length, or none");
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
