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

/** Creates and replaces files that only their owner can read and write, from the moment of their creation. */
public final class OwnerOnlyFiles {

    /** The suffix of temporary files. */
    static final String TEMPORARY_SUFFIX = ".tmp";

    private static final int MAX_ATTEMPTS = 3;

    private OwnerOnlyFiles() {}

    /** Replaces a file atomically: writes a temporary file next to it and renames it, so readers never see a part. */
    public static void replace(Path file, Secret text) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path temporary = temporaryFile(file);
            try {
                write(temporary, text);
                move(temporary, file);
                return;
            } catch (NoSuchFileException e) {
                // Another process deleted the temporary file as stale before it was locked.
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } finally {
                boolean ignored = Files.deleteIfExists(temporary);
            }
        }
    }

    private static Path temporaryFile(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY_SUFFIX);
    }

    /** Opens a file, which only its owner can read and write if it is created. Creates its directories. */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return FileChannel.open(file, Set.of(options), attributes(file));
    }

    private static void write(Path file, Secret text) throws IOException {
        try (FileChannel out = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock lock = out.tryLock()) {
            // Null if another process holds the lock to check for a stale file: it then deletes the file, and we
            // write it again.
            boolean ignored = lock != null;
            ByteBuffer bytes = ByteBuffer.wrap(text.reveal().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns the attributes of new files. Without POSIX permissions, those of the user's directories apply. */
    private static FileAttribute<?>[] attributes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
