package dev.plinth.tests.faults.operation;

import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.transfer.DirectoryTransfer;
import dev.plinth.storage.transfer.DirectoryTransferException;
import dev.plinth.storage.transfer.FileStatus;
import dev.plinth.storage.transfer.SyncOptions;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Synchronizations of directories: two files, and one that only the target has. A file that fails is told as its error; that
 * others were transferred then is no failure.
 */
final class DirectoryOperations {

    private static final int SIZE = 20_000;

    /** The list of each folder, each file, and the deletion. */
    private static final int REQUESTS = 4;

    private static final int ATTEMPTS = 2;

    private DirectoryOperations() {}

    static Stream<Operation> all() {
        return Stream.of(
                Operation.of(Group.UPLOADS, "directory sync, up", DirectoryOperations::up)
                        .inEach(REQUESTS),
                Operation.of(Group.DOWNLOADS, "directory sync, down", DirectoryOperations::down)
                        .inEach(REQUESTS));
    }

    private static Map<String, byte[]> files(String mark) {
        return Map.of("a", Site.bytes(mark + "a", SIZE), "d/b", Site.bytes(mark + "b", SIZE));
    }

    private static void configure(SyncOptions options, String mark) {
        options.prefix(mark)
                .deleteExtra(true)
                .parallelism(1)
                .maxAttempts(ATTEMPTS)
                .verify(IntegrityCheck.ALWAYS);
    }

    /** What is told of a synchronization is what was told of its first failed file. */
    private static void run(DirectoryTransfer transfer) throws WrongResultException {
        try {
            long refused = transfer.run().throwIfFailed().count(FileStatus.REFUSED);
            WrongResultException.unlessEqual(0L, refused);
        } catch (DirectoryTransferException e) {
            if (e.getCause() instanceof PlinthException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Trial up(Site site, String mark) throws IOException {
        Path folder = site.newFolder(mark);
        Map<String, byte[]> files = files(mark);
        write(folder, files);
        site.object(mark + "/extra", Site.bytes(mark, 10));
        return Trial.changing(
                client -> run(client.project().bucket(Site.BUCKET).syncUp(folder, o -> configure(o, mark))),
                () -> effect(files, path -> stored(site.project().bucket(Site.BUCKET), mark + "/" + path)));
    }

    private static Trial down(Site site, String mark) throws IOException {
        Path folder = site.newFolder(mark);
        Map<String, byte[]> files = files(mark);
        files.forEach((path, content) -> site.object(mark + "/" + path, content));
        write(folder, Map.of("extra", Site.bytes(mark, 10)));
        return Trial.changing(
                client -> run(client.project().bucket(Site.BUCKET).syncDown(folder, o -> configure(o, mark))),
                () -> leftovers(folder) ? Effect.OTHER : effect(files, path -> read(folder.resolve(path))));
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @FunctionalInterface
    private interface Target {
        byte @Nullable [] read(String path) throws IOException;
    }

    /** Done are all, or not all; a file or object of other bytes is neither. */
    private static Effect effect(Map<String, byte[]> files, Target target) throws IOException {
        boolean all = target.read("extra") == null;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] there = target.read(file.getKey());
            if (there != null && !Arrays.equals(there, file.getValue())) {
                return Effect.OTHER;
            }
            all &= there != null;
        }
        return all ? Effect.DONE : Effect.NOT_DONE;
    }

    private static byte @Nullable [] stored(Bucket bucket, String key) {
        try {
            return bucket.download(key).readAllBytes(SIZE);
        } catch (NotFoundException e) {
            return null;
        }
    }

    private static byte @Nullable [] read(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    private static boolean leftovers(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.anyMatch(path -> path.getFileName().toString().endsWith(".part"));
        }
    }
}
