package dev.plinth.auth.internal.file;

import dev.plinth.core.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that nobody but their owner may read or write, from the moment that they are there. */
public final class OwnerOnlyFiles {

    /** How names of files end that are being written. */
    static final String TEMPORARY = ".tmp";

    private static final int MOST_TRIES = 3;

    private OwnerOnlyFiles() {}

    /** Writes a file beside another and puts it in its place, so that a reader finds the old text or the new one. */
    public static void replace(Path file, Secret text) throws IOException {
        for (int tries = 1; ; tries++) {
            Path fresh = temporaryBeside(file);
            try {
                write(fresh, text);
                move(fresh, file);
                return;
            } catch (NoSuchFileException e) {
                // Another process took it for one of a dead writer, before it was locked.
                if (tries == MOST_TRIES) {
                    throw e;
                }
            } finally {
                boolean ignored = Files.deleteIfExists(fresh);
            }
        }
    }

    private static Path temporaryBeside(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
    }

    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return FileChannel.open(file, Set.of(options), attributes(file));
    }

    private static void write(Path file, Secret text) throws IOException {
        try (FileChannel out = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock alive = out.tryLock()) {
            // Not had if another process is looking at the file just now: then it is removed, and written again.
            boolean ignored = alive != null;
            ByteBuffer bytes = ByteBuffer.wrap(text.reveal().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where there are no such permissions, a user's own folders are closed to others anyway. */
    private static FileAttribute<?>[] attributes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
