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
 * Keeps what was sent of a stream, so that it can be sent again without the program's help: a little in memory, more in a
 * temporary file, and nothing any more of what is too long for that.
 *
 * <p>Not thread-safe: attempts follow each other.
 */
public final class Spool implements AutoCloseable {

    static final int IN_MEMORY = 1024 * 1024;
    static final int MOST = 64 * 1024 * 1024;

    private final Content content;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private @Nullable FileChannel file;
    private long kept;
    private boolean whole = true;

    private Spool(Content content) {
        this.content = content instanceof StreamContent stream ? new SpooledContent(stream, this) : content;
    }

    /** Makes a stream's content one that can be sent again as long as this is open; any other stays as it is. */
    public static Spool of(Content content) {
        return new Spool(content);
    }

    /** Returns what to send. */
    public Content content() {
        return content;
    }

    /** Tells whether the content can be read once more without touching the program's stream. */
    public boolean rereadable() {
        return content instanceof SpooledContent spooled ? whole && spooled.ended() : content.repeatable();
    }

    /** Tells whether everything that was given is still here. */
    boolean whole() {
        return whole;
    }

    /** Keeps some more, if it can: without a place for it the stream is sent all the same, but only once. */
    void keep(byte[] bytes, int count) {
        if (!whole) {
            return;
        }
        if (kept + count > MOST) {
            close();
            return;
        }
        try {
            if (file == null && kept + count <= IN_MEMORY) {
                memory.write(bytes, 0, count);
            } else {
                store(ByteBuffer.wrap(bytes, 0, count));
            }
            kept += count;
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

    /** Gives everything that was kept, from the first byte. */
    void replay(OutputStream out) throws IOException {
        memory.writeTo(out);
        FileChannel channel = file;
        if (channel != null) {
            channel.position(0);
            // Not closed: that would close the file. Reading moves its position to the end, where writing goes on.
            Channels.newInputStream(channel).transferTo(out);
            channel.position(channel.size());
        }
    }

    /** Forgets everything. */
    @Override
    public void close() {
        whole = false;
        memory.reset();
        FileChannel channel = file;
        file = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The file is a temporary one; the system clears it away if we cannot.
            }
        }
    }
}
