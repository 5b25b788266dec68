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
 * The target file of a download. The content is written to a temporary file in the same directory, which replaces the
 * target when it is complete. An existing file keeps its permissions, and a symbolic link is followed. A target that is
 * not a regular file, such as a named pipe, is written to directly.
 */
public final class FileTarget {

    private static final int MAX_LINKS = 40;

    private final Path file;

    /** Writes the content, and checks it afterwards. */
    interface Source {

        void copyTo(OutputStream out) throws IOException;

        /** Checks the written file before it replaces the target. */
        void check(Path written) throws IOException;
    }

    /** Writes the content to an empty file. */
    public interface ContentWriter {

        void write(Path temporaryFile) throws IOException;
    }

    private FileTarget(Path file) {
        this.file = file;
    }

    /** Creates a target. Symbolic links are followed, even if the file that they point to does not exist. */
    public static FileTarget of(Path file) throws WriteFailedException {
        try {
            Path target = file.toAbsolutePath();
            for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(target); i++) {
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
        if (!isReplaceable()) {
            try (OutputStream out = open(StandardOpenOption.WRITE)) {
                source.copyTo(out);
            }
            return;
        }
        replace(temporaryFile -> {
            try (OutputStream out = new FileTarget(temporaryFile).open(StandardOpenOption.WRITE)) {
                source.copyTo(out);
            }
            source.check(temporaryFile);
        });
    }

    /**
     * Returns whether the target can be replaced by a temporary file. That is not possible for a named pipe, for
     * example.
     */
    public boolean isReplaceable() {
        return !Files.exists(file) || Files.isRegularFile(file);
    }

    /** Writes a temporary file in the same directory, and replaces the target with it. */
    public void replace(ContentWriter writer) throws IOException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new WriteFailedException(new NoSuchFileException(String.valueOf(folder), null, "no such directory"));
        }
        FileTarget temporary = new FileTarget(folder.resolve(".plinth-" + UUID.randomUUID() + ".part"));
        try {
            // Created like any new file, so that the umask of the process determines its permissions.
            temporary
                    .open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
            writer.write(temporary.file);
            temporary.moveTo(file);
        } finally {
            Files.deleteIfExists(temporary.file);
        }
    }

    private OutputStream open(StandardOpenOption... options) throws WriteFailedException {
        try {
            return Files.newOutputStream(file, options);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }

    private void moveTo(Path target) throws WriteFailedException {
        try {
            if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS);
                Files.setPosixFilePermissions(file, mode);
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WriteFailedException(e);
        }
    }
}
