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
 * The content of a file that must keep its length and modification time. They are checked before the last block is written,
 * so a server never gets the whole of a file that changed in between.
 */
public final class UnchangedFile implements Content {

    private static final int BUFFER = 64 * 1024;

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
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, file.size()))];
        long left = file.size();
        // Not a channel: an interrupt would close it, which looks like a file that fails.
        try (InputStream in = new FileInputStream(file.path().toFile())) {
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                left -= read;
                if (left > 0 && read < buffer.length) {
                    throw new EOFException("the file ended " + left + " bytes early");
                }
                if (left == 0 && isChanged()) {
                    throw new IOException("the file changed while it was read");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private boolean isChanged() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return now.size() != file.size() || !now.lastModifiedTime().equals(file.modified());
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
                        "run the transfer again when nothing writes to the file");
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
