package dev.plinth.testkit.internal.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds all data: a given one, which is kept, or a temporary one, which is deleted at the end. A
 * given one is locked, because two platforms that append to the same journals lose each other's data. The lock belongs
 * to the process: it is released when the process ends, even by {@code kill -9}.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = ".lock";

    /** Channels to files that this process has locked: closing one of them would release the lock. */
    private static final Queue<FileChannel> UNCLOSED = new ConcurrentLinkedQueue<>();

    private final Path root;
    private final @Nullable FileChannel lock;

    private DataFolder(Path root, @Nullable FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataFolder open(@Nullable Path given) throws IOException {
        if (given == null) {
            return new DataFolder(Files.createTempDirectory("local-platform-"), null);
        }
        try {
            Path root = Files.createDirectories(given);
            return new DataFolder(root, lock(root.resolve(LOCK_FILE), given));
        } catch (FileSystemException e) {
            throw new IOException("the data directory " + given + " cannot be used: " + e, e);
        }
    }

    /** The directory of one project. */
    Path of(String ref) throws IOException {
        return Files.createDirectories(root.resolve(ref));
    }

    @Override
    public void close() {
        try {
            if (lock == null) {
                delete(root);
            } else {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + root + " cannot be released", e);
        }
    }

    /** Locks the file and writes the process id into it, for the message of a second process. */
    private static FileChannel lock(Path file, Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            UNCLOSED.add(channel);
            locked = false;
        }
        if (!locked) {
            String owner = owner(channel);
            if (!UNCLOSED.contains(channel)) {
                channel.close();
            }
            throw new IOException("the data directory " + data + " is in use by another LocalPlatform" + owner
                    + "; stop it, or use another directory");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    /** The process id that the lock's owner wrote; some systems do not let others read a locked file. */
    private static String owner(FileChannel channel) {
        ByteBuffer text = ByteBuffer.allocate(20);
        try {
            channel.read(text, 0);
        } catch (IOException e) {
            return "";
        }
        String id = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return id.matches("[0-9]+") ? " (process " + id + ")" : "";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
