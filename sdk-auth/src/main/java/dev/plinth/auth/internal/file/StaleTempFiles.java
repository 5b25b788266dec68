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
 * Deletes the temporary files of processes that were killed while writing. A running writer holds a lock on its file,
 * which the operating system releases when the process ends. A writer whose file is deleted before it has the lock
 * writes the file again.
 */
public final class StaleTempFiles {

    private StaleTempFiles() {}

    /** Deletes the stale temporary files of a file. Ignores failures. */
    public static void remove(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        String prefix = file.getFileName() + ".";
        DirectoryStream.Filter<Path> temporary = sibling -> {
            String name = String.valueOf(sibling.getFileName());
            return name.startsWith(prefix) && name.endsWith(OwnerOnlyFiles.TEMPORARY_SUFFIX);
        };
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, temporary)) {
            for (Path temporaryFile : found) {
                deleteIfStale(temporaryFile);
            }
        } catch (IOException | RuntimeException e) {
            // A failed cleanup must not prevent the session from being saved; a later one may succeed.
        }
    }

    private static void deleteIfStale(Path temporaryFile) throws IOException {
        if (!Files.isRegularFile(temporaryFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(temporaryFile, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                boolean ignored = Files.deleteIfExists(temporaryFile);
            }
        } catch (OverlappingFileLockException e) {
            // A thread of this process is writing the file.
        }
    }
}
