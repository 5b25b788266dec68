package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;

/** A file, which must keep its length and modification time as long as the upload lasts. */
final class FileSource implements UploadSource {

    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final long length;
    private final FileTime modified;

    private FileSource(Path file, BasicFileAttributes attributes) {
        this.file = file;
        this.length = attributes.size();
        this.modified = attributes.lastModifiedTime();
    }

    static FileSource of(Path file) {
        return new FileSource(file, attributes(file));
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new LocalIOException("the file cannot be read: " + file, null, e);
        }
    }

    Path file() {
        return file;
    }

    FileTime modified() {
        return modified;
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
        check();
        long count = Math.min(most, length - offset);
        return new Piece(offset, new Range(file, offset, count), offset + count == length);
    }

    @Override
    public void check() {
        BasicFileAttributes now = attributes(file);
        if (now.size() != length) {
            throw changed("it has " + now.size() + " bytes, and had " + length);
        }
        if (!now.lastModifiedTime().equals(modified)) {
            throw changed("it was modified at " + now.lastModifiedTime());
        }
    }

    private SourceChangedException changed(String how) {
        return new SourceChangedException(
                "the file " + file + " changed while it was being uploaded: " + how,
                "upload it again when nothing writes to it");
    }

    @Override
    public void close() {}

    /** So many bytes of a file. */
    private static final class Range implements Content {

        private final Path file;
        private final long offset;
        private final long count;

        Range(Path file, long offset, long count) {
            this.file = file;
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
            // Not a channel: that is closed when its thread is interrupted, which looks like a file that fails.
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(offset);
                byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, count))];
                long left = count;
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new EOFException("the file ended " + left + " bytes early");
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }

        @Override
        public String toString() {
            return "Content[" + count + " bytes from " + offset + " of " + file + "]";
        }
    }
}
