package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.transfer.FileStatus;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import dev.plinth.storage.transfer.internal.local.LocalEntry.Kind;
import dev.plinth.storage.transfer.internal.local.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and deletes local files without a corresponding object. */
final class ExtraFiles {

    /** The age from which a temporary file of a download is considered abandoned. */
    private static final Duration MAX_TEMPORARY_AGE = Duration.ofDays(1);

    private final DirectoryRun run;
    private final FileTime oldestInUse;
    private final List<Extra> extras = new ArrayList<>();

    private record Extra(String path, LocalEntry file) {}

    ExtraFiles(DirectoryRun run, Instant now) {
        this.run = run;
        this.oldestInUse = FileTime.from(now.minus(MAX_TEMPORARY_AGE));
    }

    /**
     * Collects files, and the files in folders.
     *
     * @param entries the entries without a corresponding object
     * @param folder the path of the folder that contains them
     */
    void collect(List<LocalEntry> entries, String folder) {
        for (LocalEntry entry : entries) {
            String path = folder + entry.name();
            if (entry.kind() == Kind.TEMPORARY) {
                deleteIfAbandoned(entry);
            } else if (run.plan().deleteExtra()) {
                collect(entry, path);
            }
        }
    }

    private void collect(LocalEntry entry, String path) {
        if (entry.isFolder()) {
            if (!run.plan().filter().excludes(path)) {
                run.listFolder(path + "/", () -> collect(LocalFolder.list(entry.path(), false, null), path + "/"));
            }
        } else if (run.plan().filter().accepts(path)) {
            if (entry.isFile()) {
                extras.add(new Extra(path, entry));
            } else {
                run.refuse(path, 0, "not deleted: " + entry.kind().refusal());
            }
        }
    }

    private void deleteIfAbandoned(LocalEntry file) {
        if (!run.plan().dryRun() && file.modified().compareTo(oldestInUse) < 0) {
            try {
                boolean ignored = Files.deleteIfExists(file.path());
            } catch (IOException e) {
                // A temporary file that remains is harmless.
            }
        }
    }

    /** Deletes the files, or reports why they are not deleted. */
    void delete(Optional<String> reasonNotToDelete) {
        for (Extra extra : extras) {
            long size = extra.file().size();
            run.log()
                    .add(
                            reasonNotToDelete.isPresent()
                                    ? Outcome.skipped(extra.path(), size, reasonNotToDelete.get())
                                    : run.plan().dryRun()
                                            ? Outcome.of(extra.path(), FileStatus.DELETED, size)
                                            : delete(extra));
        }
    }

    private static Outcome delete(Extra extra) {
        long size = extra.file().size();
        try {
            boolean unchanged = LocalFolder.entry(extra.file().path(), false)
                    .map(extra.file()::equals)
                    .orElse(true);
            if (!unchanged) {
                return Outcome.skipped(extra.path(), size, "not deleted, because it has changed since it was listed");
            }
            boolean ignored = Files.deleteIfExists(extra.file().path());
            return Outcome.of(extra.path(), FileStatus.DELETED, size);
        } catch (IOException e) {
            return Outcome.failed(
                    extra.path(),
                    size,
                    new LocalIOException(
                            "the file cannot be deleted: " + extra.file().path(), null, e));
        }
    }
}
