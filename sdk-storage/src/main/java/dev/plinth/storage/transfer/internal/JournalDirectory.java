package dev.plinth.storage.transfer.internal;

import dev.plinth.core.LocalIOException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of a journal, with one file per upload. A file is replaced atomically, after its content was synced.
 */
final class JournalDirectory {

    private static final String LOCK_FILE = ".lock";
    private static final String SUFFIX = ".upload";
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{40}\\.upload");
    private static final String CHECK_DIRECTORY =
            "check that the journal's directory is writable and that the disk is not full";

    private final Path directory;

    JournalDirectory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path path() {
        return directory;
    }

    /** Creates the directory if it does not exist. */
    void create() {
        try {
            Path ignored = Files.createDirectories(directory);
        } catch (IOException e) {
            throw new LocalIOException("the directory of the journal cannot be created: " + directory, null, e);
        }
    }

    /** Returns all files except the lock file, sorted by name; empty if the directory does not exist. */
    List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().equals(LOCK_FILE))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new LocalIOException("the directory of the journal cannot be read: " + directory, null, e);
        }
    }

    Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    /** Locks an upload; empty if another process or thread holds the lock. */
    Optional<JournalLocks.JournalLock> tryLock(Path file) {
        try {
            Path real = directory.toRealPath();
            return JournalLocks.tryLock(
                    real.resolve(LOCK_FILE), position(file.getFileName().toString()));
        } catch (IOException e) {
            throw new LocalIOException("the directory of the journal cannot be read: " + directory, null, e);
        }
    }

    /**
     * Returns the byte of the lock file that belongs to an upload. The names are digests, so every upload has its own.
     */
    private static long position(String name) {
        return UPLOAD.matcher(name).matches()
                ? Long.parseLong(name.substring(0, 15), 16)
                : Integer.toUnsignedLong(name.hashCode());
    }

    /** Reads a file; empty if it does not exist or is not a journal file. */
    static Optional<JournalRecord> read(Path file) {
        if (!UPLOAD.matcher(file.getFileName().toString()).matches() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JournalRecord.read(in);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LocalIOException("a file of the journal cannot be read: " + file, null, e);
        }
    }

    /**
     * Writes a file: first a temporary file that only its owner can read, which replaces the file after it was synced.
     */
    void write(Path file, byte[] bytes) {
        try {
            Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
            try {
                // Not a channel, because an interrupted thread must be able to save its progress too.
                try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                    out.write(bytes);
                    out.getFD().sync();
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            syncDirectory();
        } catch (IOException e) {
            throw new LocalIOException("the journal cannot be written: " + file, CHECK_DIRECTORY, e);
        }
    }

    void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                syncDirectory();
            }
        } catch (IOException e) {
            throw new LocalIOException("a file of the journal cannot be deleted: " + file, CHECK_DIRECTORY, e);
        }
    }

    /** Syncs the directory, on systems that can open a directory. */
    private void syncDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The content of the files is synced; the system decides when it syncs the rename.
        }
    }
}
