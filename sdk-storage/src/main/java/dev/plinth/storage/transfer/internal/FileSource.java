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

/** A file, whose length and modification time must not change during the upload. */
final class FileSource implements UploadSource {

    private static final int BUFFER_SIZE = 64 * 1024;

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
    public boolean canReadFrom(long offset) {
        return offset <= length;
    }

    @Override
    public Piece piece(long offset, int maxBytes) {
        check();
        long count = Math.min(maxBytes, length - offset);
        return new Piece(offset, new FileRange(file, offset, count), offset + count == length);
    }

    @Override
    public void check() {
        BasicFileAttributes current = attributes(file);
        if (current.size() != length) {
            throw changed("its size is " + current.size() + " bytes, and was " + length);
        }
        if (!current.lastModifiedTime().equals(modified)) {
            throw changed("it was modified at " + current.lastModifiedTime());
        }
    }

    private SourceChangedException changed(String change) {
        return new SourceChangedException(
                "the file " + file + " changed while it was being uploaded: " + change,
                "upload it again while no process writes to it");
    }

    @Override
    public void close() {}

    /** A range of a file. */
    private static final class FileRange implements Content {

        private final Path file;
        private final long offset;
        private final long count;

        FileRange(Path file, long offset, long count) {
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
            // Not a channel: an interrupt would close it, which looks like an error of the file.
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(offset);
                byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_SIZE, count))];
                long remaining = count;
                while (remaining > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
                    if (read < 0) {
                        throw new EOFException("the file ended " + remaining + " bytes too early");
                    }
                    out.write(buffer, 0, read);
                    remaining -= read;
                }
            }
        }

        @Override
        public String toString() {
            return "Content[" + count + " bytes from " + offset + " of " + file + "]";
        }
    }
}
