package dev.plinth.testkit.internal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of an object. */
public sealed interface Body {
    long size();

    /** Reads from an offset to the end. */
    InputStream open(long from) throws IOException;

    /** Content in a file of its own. */
    record InFile(Path file, long size) implements Body {
        @Override
        public InputStream open(long from) throws IOException {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(from);
            return Channels.newInputStream(channel);
        }
    }

    /** Made-up content that takes no room: a line, again and again. */
    record Synthetic(long size) implements Body {
        private static final byte[] LINE =
                "a synthetic object of the local platform\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        @Override
        public InputStream open(long from) {
            return new InputStream() {
                private long at = from;

                @Override
                public int read() {
                    return at < size ? LINE[(int) (at++ % LINE.length)] : -1;
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (at >= size) {
                        return -1;
                    }
                    int count = (int) Math.min(length, size - at);
                    ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
                    while (buffer.hasRemaining()) {
                        buffer.put(LINE[(int) (at++ % LINE.length)]);
                    }
                    return count;
                }
            };
        }
    }
}
