package dev.plinth.testkit;

import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds the temporary folder of a platform, among those of other processes that test at the same time. */
final class TemporaryFolders {
    private TemporaryFolders() {}

    /** Returns the folder; the platform gets a bucket by which it is known. */
    static Path of(LocalPlatform platform) throws IOException {
        String mark = "mark-" + UUID.randomUUID();
        Wire.of(platform.project()).post("/bucket", "{\"name\":\"" + mark + "\"}");
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("local-platform-"))
                    .filter(path -> mentions(path.resolve(platform.projectRef() + "/storage/buckets.jsonl"), mark))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean mentions(Path journal, String mark) {
        try {
            return Files.exists(journal) && Files.readString(journal).contains(mark);
        } catch (java.nio.file.NoSuchFileException e) {
            // another process's, deleted just now
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
