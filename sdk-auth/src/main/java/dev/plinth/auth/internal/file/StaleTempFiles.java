package dev.plinth.auth.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removes the temporary files of processes that were killed while they wrote. A living writer holds a lock on its file,
 * which the operating system gives up when the process ends. A writer whose file is removed all the same, in the moment
 * before it has its lock, writes again.
 */
public final class StaleTempFiles {

    private StaleTempFiles() {}

    /** Removes what dead writers of a file left beside it. What cannot be removed stays. */
    public static void remove(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        String prefix = file.getFileName() + ".";
        DirectoryStream.Filter<Path> temporary = beside -> {
            String name = String.valueOf(beside.getFileName());
            return name.startsWith(prefix) && name.endsWith(OwnerOnlyFiles.TEMPORARY);
        };
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, temporary)) {
            for (Path leftover : found) {
                removeIfDead(leftover);
            }
        } catch (IOException | RuntimeException e) {
            // Tidying up must not stop a session from being saved; a later run may succeed.
        }
    }

    private static void removeIfDead(Path leftover) throws IOException {
        if (!Files.isRegularFile(leftover)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                boolean ignored = Files.deleteIfExists(leftover);
            }
        } catch (OverlappingFileLockException e) {
            // A thread of this process is writing it.
        }
    }
}
