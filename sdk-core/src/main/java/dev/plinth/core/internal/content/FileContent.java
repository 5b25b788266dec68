package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import dev.plinth.core.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A file, as long as it was when it was named. */
public final class FileContent implements Content {

    private final Path file;
    private final long length;

    private FileContent(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Looks at the file now, so that a wrong name is told before anything is sent. */
    public static FileContent of(Path file) {
        Objects.requireNonNull(file, "file");
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw unreadable(file, null);
        }
        try {
            return new FileContent(file, Files.size(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TransportException unreadable(Path file, @Nullable IOException cause) {
        return new TransportException("not a file that can be read: " + file, true, null, cause);
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Copying.exactly(in, out, length, file.toString());
        }
    }

    @Override
    public String toString() {
        return "Content[" + file + ", " + length + " bytes]";
    }
}
