package dev.plinth.storage.internal.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;

/**
 * A file that a download is written to: beside it at first, and under its name once it is complete. An existing file
 * keeps its mode, a symbolic link stays one, and what is not a regular file, such as a named pipe, is written to
 * directly.
 */
public final class FileTarget {

    private static final int MOST_LINKS = 40;

    private final Path file;

    /** Gives the content; may be asked once more after it was written. */
    interface Source {

        void copyTo(OutputStream out) throws IOException;

        /** Looks at what was written, before the file gets its name. */
        void check(Path written) throws IOException;
    }

    /** Fills an empty file, at any of its places. */
    public interface Filler {

        void fill(Path empty) throws IOException;
    }

    private FileTarget(Path file) {
        this.file = file;
    }

    /** Follows symbolic links, also one whose target does not exist yet. */
    public static FileTarget of(Path file) throws WriteFailedException {
        try {
            Path target = file.toAbsolutePath();
            for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
            if (Files.isSymbolicLink(target)) {
                throw new FileSystemLoopException(file.toString());
            }
            return new FileTarget(target);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    void write(Source source) throws IOException {
        if (!replaceable()) {
            try (OutputStream out = open(StandardOpenOption.WRITE)) {
                source.copyTo(out);
            }
            return;
        }
        fill(empty -> {
            try (OutputStream out = new FileTarget(empty).open(StandardOpenOption.WRITE)) {
                source.copyTo(out);
            }
            source.check(empty);
        });
    }

    /** Tells whether the file can be written beside its place and then replaced: a named pipe, say, cannot. */
    public boolean replaceable() {
        return !Files.exists(file) || Files.isRegularFile(file);
    }

    /** Lets a file be filled beside its place, and puts it there when it is complete. */
    public void fill(Filler filler) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new WriteFailedException(new NoSuchFileException(String.valueOf(folder), null, "no such directory"));
        }
        FileTarget beside = new FileTarget(folder.resolve(".plinth-" + UUID.randomUUID() + ".part"));
        try {
            // Created like any new file, so that its mode follows the program's umask.
            beside.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
            filler.fill(beside.file);
            beside.replace(file);
        } finally {
            Files.deleteIfExists(beside.file);
        }
    }

    private OutputStream open(StandardOpenOption... options) throws WriteFailedException {
        try {
            return Files.newOutputStream(file, options);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    private void replace(Path other) throws WriteFailedException {
        try {
            if (Files.exists(other) && Files.getFileStore(other).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(other, LinkOption.NOFOLLOW_LINKS);
                Files.setPosixFilePermissions(file, mode);
            }
            Files.move(file, other, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }
}
