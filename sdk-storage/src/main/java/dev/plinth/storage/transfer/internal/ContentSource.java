package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A content that can be written again and again: a piece is cut out of the whole each time. */
final class ContentSource implements UploadSource {

    private final Content content;
    private final long length;

    ContentSource(Content content) {
        this.content = content;
        this.length = content.length().orElseGet(() -> measured(content));
    }

    private static long measured(Content content) {
        Window all = new Window(OutputStream.nullOutputStream(), 0, Long.MAX_VALUE);
        try {
            content.writeTo(all);
            return all.at;
        } catch (IOException e) {
            throw new LocalIOException("the content cannot be read: " + content, null, e);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public boolean reaches(long offset) {
        return offset <= length;
    }

    @Override
    public Piece piece(long offset, int most) {
        long count = Math.min(most, length - offset);
        return new Piece(offset, new Range(content, offset, count), offset + count == length);
    }

    @Override
    public void check() {}

    @Override
    public void close() {}

    /** So many bytes of a content. */
    private static final class Range implements Content {

        private final Content content;
        private final long offset;
        private final long count;

        Range(Content content, long offset, long count) {
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
            Window window = new Window(out, offset, count);
            try {
                content.writeTo(window);
            } catch (EnoughException e) {
                return;
            }
            if (window.at < offset + count) {
                throw new SourceChangedException(
                        "the content " + content + " ended at " + window.at + ", before its length",
                        "a content must give the same bytes each time");
            }
        }

        @Override
        public String toString() {
            return "Content[" + count + " bytes from " + offset + " of " + content + "]";
        }
    }

    /** Passes on what lies in a range, and ends the writing behind it. */
    private static final class Window extends FilterOutputStream {

        private final long from;
        private final long end;
        private long at;

        Window(OutputStream out, long from, long count) {
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
            long first = Math.max(from, at);
            long last = Math.min(end, at + count);
            if (last > first) {
                out.write(bytes, start + (int) (first - at), (int) (last - first));
            }
            at += count;
            if (at > end) {
                throw new EnoughException();
            }
        }
    }

    /** Ends a writing whose rest is not wanted. */
    private static final class EnoughException extends IOException {

        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("the rest is not wanted");
        }
    }
}
