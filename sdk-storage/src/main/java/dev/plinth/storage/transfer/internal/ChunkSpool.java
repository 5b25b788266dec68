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

/** One chunk of a stream: in memory up to 8 MiB, beyond in a temporary file. Used by one thread at a time. */
final class ChunkSpool {

    private static final int IN_MEMORY = 8 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private byte[] memory = new byte[0];
    private @Nullable RandomAccessFile file;
    private @Nullable Path path;
    private int length;

    /**
     * Replaces what is kept by the next bytes of a stream.
     *
     * @param first a byte that was read before; -1 if the stream has ended
     * @param most how many bytes are kept at most
     * @return how many are kept
     */
    int fill(InputStream in, int first, int most) throws IOException {
        length = 0;
        if (first < 0) {
            return 0;
        }
        append(new byte[] {(byte) first}, 1, most);
        byte[] buffer = new byte[Math.min(BUFFER, most)];
        while (length < most) {
            int read = in.read(buffer, 0, Math.min(buffer.length, most - length));
            if (read < 0) {
                break;
            }
            append(buffer, read, most);
        }
        return length;
    }

    private void append(byte[] bytes, int count, int most) throws IOException {
        if (most <= IN_MEMORY) {
            if (memory.length < length + count) {
                // Once it is as long as the chunk it is used for each of them.
                memory = Arrays.copyOf(memory, (int) Math.min(most, Math.max(length + count, memory.length * 2L)));
            }
            System.arraycopy(bytes, 0, memory, length, count);
        } else {
            RandomAccessFile open = open();
            open.seek(length);
            open.write(bytes, 0, count);
        }
        length += count;
    }

    /** Not a channel: that is closed when its thread is interrupted, and the chunk would be gone. */
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

    /** Deleted at once where the system can delete what is open; elsewhere at the end. */
    private void delete() {
        try {
            if (path != null && Files.deleteIfExists(path)) {
                path = null;
            }
        } catch (IOException e) {
            // The file is a temporary one; the system clears it away if we cannot.
        }
    }

    /** Returns a part of what is kept. */
    Content part(int offset, int count, Object name) {
        return new Kept(offset, count, name.toString());
    }

    private void write(OutputStream out, int from, int count) throws IOException {
        RandomAccessFile open = file;
        byte[] buffer = open == null ? memory : new byte[BUFFER];
        for (int at = 0; at < count; at += BUFFER) {
            int part = Math.min(BUFFER, count - at);
            if (open != null) {
                open.seek((long) from + at);
                open.readFully(buffer, 0, part);
            }
            out.write(buffer, open == null ? from + at : 0, part);
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
                // What it held is of no more interest.
            }
            delete();
        }
    }

    private final class Kept implements Content {

        private final int offset;
        private final int count;
        private final String name;

        Kept(int offset, int count, String name) {
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
