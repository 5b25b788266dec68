package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalLong;

/** The content of a file, with the length that it had when the content was created. */
public final class FileContent implements Content {

    private final Path file;
    private final long length;

    private FileContent(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Checks the file immediately, so that a wrong path is reported before anything is sent. */
    public static FileContent of(Path file) {
        Objects.requireNonNull(file, "file");
        if (!Files.isRegularFile(file)) {
            String what = Files.exists(file) ? "is not a regular file" : "does not exist";
            throw new LocalIOException("the file " + what + ": " + file, null, null);
        }
        if (!Files.isReadable(file)) {
            throw new LocalIOException("the file cannot be read: " + file, "check its permissions", null);
        }
        try {
            return new FileContent(file, Files.size(file));
        } catch (IOException e) {
            throw new LocalIOException("the file cannot be read: " + file, null, e);
        }
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
            StreamCopy.exactly(in, out, length, file.toString());
        }
    }

    @Override
    public String toString() {
        return "Content[" + file + ", " + length + " bytes]";
    }
}
