package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A source of repeatable content. For each piece, the whole content is written again and the piece is cut out. */
final class ContentSource implements UploadSource {

    private final Content content;
    private final long length;

    ContentSource(Content content) {
        this.content = content;
        this.length = content.length().orElseGet(() -> measure(content));
    }

    private static long measure(Content content) {
        RangeOutputStream all = new RangeOutputStream(OutputStream.nullOutputStream(), 0, Long.MAX_VALUE);
        try {
            content.writeTo(all);
            return all.position;
        } catch (IOException e) {
            throw new LocalIOException("the content cannot be read: " + content, null, e);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public boolean canReadFrom(long offset) {
        return offset <= length;
    }

    @Override
    public Piece piece(long offset, int maxBytes) {
        long count = Math.min(maxBytes, length - offset);
        return new Piece(offset, new ContentRange(content, offset, count), offset + count == length);
    }

    @Override
    public void check() {}

    @Override
    public void close() {}

    /** A range of some content. */
    private static final class ContentRange implements Content {

        private final Content content;
        private final long offset;
        private final long count;

        ContentRange(Content content, long offset, long count) {
            this.content = content;
            this.offset = offset;
            this.count = count;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(count);
        }

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            RangeOutputStream range = new RangeOutputStream(out, offset, count);
            try {
                content.writeTo(range);
            } catch (RangeCompleteException e) {
                return;
            }
            if (range.position < offset + count) {
                throw new SourceChangedException(
                        "the content " + content + " ended at byte " + range.position + ", before its length",
                        "provide content that writes the same bytes each time");
            }
        }

        @Override
        public String toString() {
            return "Content[" + count + " bytes from " + offset + " of " + content + "]";
        }
    }

    /** Passes on the bytes in a range, and stops the writer after the range. */
    private static final class RangeOutputStream extends FilterOutputStream {

        private final long from;
        private final long end;
        private long position;

        RangeOutputStream(OutputStream out, long from, long count) {
            super(out);
            this.from = from;
            this.end = count > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + count;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int count) throws IOException {
            long first = Math.max(from, position);
            long last = Math.min(end, position + count);
            if (last > first) {
                out.write(bytes, start + (int) (first - position), (int) (last - first));
            }
            position += count;
            if (position > end) {
                throw new RangeCompleteException();
            }
        }
    }

    /** Thrown to stop the writer after the range. */
    private static final class RangeCompleteException extends IOException {

        private static final long serialVersionUID = 1L;

        RangeCompleteException() {
            super("the range is complete");
        }
    }
}
