package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Holds one chunk of a stream: up to 8 MiB in memory, larger chunks in a temporary file. Not thread-safe. */
final class ChunkSpool {

    private static final int MAX_IN_MEMORY = 8 * 1024 * 1024;
    private static final int BUFFER_SIZE = 64 * 1024;

    private byte[] memory = new byte[0];
    private @Nullable RandomAccessFile file;
    private @Nullable Path path;
    private int length;

    /**
     * Replaces the chunk with the next bytes of a stream.
     *
     * @param first the first byte, which was already read; -1 if the stream has ended
     * @param maxBytes the maximum length of the chunk
     * @return the length of the chunk
     */
    int fill(InputStream in, int first, int maxBytes) throws IOException {
        length = 0;
        if (first < 0) {
            return 0;
        }
        append(new byte[] {(byte) first}, 1, maxBytes);
        byte[] buffer = new byte[Math.min(BUFFER_SIZE, maxBytes)];
        while (length < maxBytes) {
            int read = in.read(buffer, 0, Math.min(buffer.length, maxBytes - length));
            if (read < 0) {
                break;
            }
            append(buffer, read, maxBytes);
        }
        return length;
    }

    private void append(byte[] bytes, int count, int maxBytes) throws IOException {
        if (maxBytes <= MAX_IN_MEMORY) {
            if (memory.length < length + count) {
                // Grows up to the length of a chunk, and is then reused for every chunk.
                memory = Arrays.copyOf(memory, (int) Math.min(maxBytes, Math.max(length + count, memory.length * 2L)));
            }
            System.arraycopy(bytes, 0, memory, length, count);
        } else {
            RandomAccessFile open = open();
            open.seek(length);
            open.write(bytes, 0, count);
        }
        length += count;
    }

    /** Opens the file. Not as a channel, which an interrupt of the thread would close: the chunk would be lost. */
    private RandomAccessFile open() throws IOException {
        RandomAccessFile known = file;
        if (known == null) {
            path = Files.createTempFile("plinth-", ".chunk");
            known = new RandomAccessFile(path.toFile(), "rw");
            file = known;
            delete();
        }
        return known;
    }

    /** Deletes the file: immediately on systems that can delete an open file, otherwise after it was closed. */
    private void delete() {
        try {
            if (path != null && Files.deleteIfExists(path)) {
                path = null;
            }
        } catch (IOException e) {
            // A temporary file, which the system deletes eventually.
        }
    }

    /** Returns a part of the chunk. */
    Content part(int offset, int count, Object name) {
        return new SpooledPart(offset, count, name.toString());
    }

    private void write(OutputStream out, int from, int count) throws IOException {
        RandomAccessFile open = file;
        byte[] buffer = open == null ? memory : new byte[BUFFER_SIZE];
        for (int written = 0; written < count; written += BUFFER_SIZE) {
            int blockLength = Math.min(BUFFER_SIZE, count - written);
            if (open != null) {
                open.seek((long) from + written);
                open.readFully(buffer, 0, blockLength);
            }
            out.write(buffer, open == null ? from + written : 0, blockLength);
        }
    }

    void close() {
        memory = new byte[0];
        length = 0;
        RandomAccessFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The content of the file is not needed any more.
            }
            delete();
        }
    }

    private final class SpooledPart implements Content {

        private final int offset;
        private final int count;
        private final String name;

        SpooledPart(int offset, int count, String name) {
            this.offset = offset;
            this.count = count;
            this.name = name;
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
            write(out, offset, count);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
