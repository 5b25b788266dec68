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

/** A journal: a directory with a file for each upload. A file is replaced as a whole, and is on the disk by then. */
final class JournalDirectory {

    private static final String LOCK_FILE = ".lock";
    private static final String SUFFIX = ".upload";
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-f]{40}\\.upload");
    private static final String HINT = "is the directory of the journal writable, and is there room on the disk?";

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

    /** Returns all files but the lock, in the order of their names; none if there is no such directory. */
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

    /** Locks an upload; empty if somebody else works on it. */
    Optional<JournalLocks.Held> tryLock(Path file) {
        try {
            Path real = directory.toRealPath();
            return JournalLocks.tryLock(
                    real.resolve(LOCK_FILE), position(file.getFileName().toString()));
        } catch (IOException e) {
            throw new LocalIOException("the directory of the journal cannot be read: " + directory, null, e);
        }
    }

    /** A byte for each name; the names of uploads are digests, so no two of them share one. */
    private static long position(String name) {
        return UPLOAD.matcher(name).matches()
                ? Long.parseLong(name.substring(0, 15), 16)
                : Integer.toUnsignedLong(name.hashCode());
    }

    /** Reads a file; empty if it is not there, or no file of a journal. */
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

    /** Writes a file: a temporary one first, readable by its owner only, which takes its place when it is on the disk. */
    void write(Path file, byte[] bytes) {
        try {
            Path next = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
            try {
                // Not a channel: what an interrupted thread has uploaded is to be written down as well.
                try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                    out.write(bytes);
                    out.getFD().sync();
                }
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
            force();
        } catch (IOException e) {
            throw new LocalIOException("the journal cannot be written: " + file, HINT, e);
        }
    }

    void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                force();
            }
        } catch (IOException e) {
            throw new LocalIOException("a file of the journal cannot be deleted: " + file, HINT, e);
        }
    }

    /** Brings the directory itself to the disk; some systems cannot open a directory, and need not. */
    private void force() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Its files are on the disk; of a rename, the system decides by itself.
        }
    }
}
