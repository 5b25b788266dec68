package dev.plinth.storage.transfer.internal.local;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.SourceChangedException;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;

/**
 * The content of a file that must keep its length and modification time. Both are checked before the last block is
 * written, so a server never receives a complete file that has changed meanwhile.
 */
public final class UnchangedFile implements Content {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final LocalEntry file;

    public UnchangedFile(LocalEntry file) {
        this.file = file;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(file.size());
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_SIZE, file.size()))];
        long remaining = file.size();
        // Not a channel: an interrupt would close it, which looks like an error of the file.
        try (InputStream in = new FileInputStream(file.path().toFile())) {
            while (remaining > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, remaining));
                remaining -= read;
                if (remaining > 0 && read < buffer.length) {
                    throw new EOFException("the file ended " + remaining + " bytes too early");
                }
                if (remaining == 0 && isChanged()) {
                    throw new IOException("the file changed while it was being read");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private boolean isChanged() throws IOException {
        BasicFileAttributes current = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return current.size() != file.size() || !current.lastModifiedTime().equals(file.modified());
    }

    /**
     * Throws if the file has changed.
     *
     * @throws SourceChangedException if it has another length or modification time
     */
    public void check() {
        try {
            if (isChanged()) {
                throw new SourceChangedException(
                        "the file " + file.path() + " changed while it was being uploaded",
                        "run the transfer again while no process writes to the file");
            }
        } catch (IOException e) {
            throw new LocalIOException("the file cannot be read: " + file.path(), null, e);
        }
    }

    @Override
    public String toString() {
        return "Content[" + file.path() + "]";
    }
}
