package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Buffers the bytes that were read from a stream, so that they can be sent again: a small part in memory, more in a
 * temporary file. A stream that is too long for that is not buffered any further.
 *
 * <p>Not thread-safe: attempts are sequential.
 */
public final class Spool implements AutoCloseable {

    static final int MAX_IN_MEMORY = 1024 * 1024;
    static final int MAX_SIZE = 64 * 1024 * 1024;

    private final Content content;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private @Nullable FileChannel file;
    private long spooled;
    private boolean isComplete = true;

    private Spool(Content content) {
        this.content = content instanceof StreamContent stream ? new SpooledContent(stream, this) : content;
    }

    /** Makes a stream's content repeatable as long as this spool is open. Other contents stay unchanged. */
    public static Spool of(Content content) {
        return new Spool(content);
    }

    /** Returns the content to send. */
    public Content content() {
        return content;
    }

    /** Returns whether the content can be read again without reading the program's stream. */
    public boolean rereadable() {
        return content instanceof SpooledContent spooled ? isComplete && spooled.ended() : content.repeatable();
    }

    /** Returns whether all bytes that were read are still buffered. */
    boolean isComplete() {
        return isComplete;
    }

    /** Buffers more bytes, if possible. If there is no space for them, the stream is still sent, but only once. */
    void append(byte[] bytes, int count) {
        if (!isComplete) {
            return;
        }
        if (spooled + count > MAX_SIZE) {
            close();
            return;
        }
        try {
            if (file == null && spooled + count <= MAX_IN_MEMORY) {
                memory.write(bytes, 0, count);
            } else {
                store(ByteBuffer.wrap(bytes, 0, count));
            }
            spooled += count;
        } catch (IOException e) {
            close();
        }
    }

    private void store(ByteBuffer bytes) throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            channel = FileChannel.open(
                    Files.createTempFile("plinth-", ".spool"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            file = channel;
        }
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes all buffered bytes, starting with the first. */
    void replay(OutputStream out) throws IOException {
        memory.writeTo(out);
        FileChannel channel = file;
        if (channel != null) {
            channel.position(0);
            // Not closed: that would close the file. Reading moves its position to the end, where writing continues.
            Channels.newInputStream(channel).transferTo(out);
            channel.position(channel.size());
        }
    }

    /** Discards all buffered bytes. */
    @Override
    public void close() {
        isComplete = false;
        memory.reset();
        FileChannel channel = file;
        file = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is a temporary file, which the operating system deletes eventually.
            }
        }
    }
}
