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

/** Finds and deletes the files that no object corresponds to. */
final class ExtraFiles {

    /** Temporary files of downloads that are older belong to a process that has ended. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final DirectoryRun run;
    private final FileTime abandoned;
    private final List<Extra> extras = new ArrayList<>();

    private record Extra(String path, LocalEntry file) {}

    ExtraFiles(DirectoryRun run, Instant now) {
        this.run = run;
        this.abandoned = FileTime.from(now.minus(ABANDONED));
    }

    /**
     * Collects the files among entries, and those below its folders.
     *
     * @param entries what no object corresponds to
     * @param folder the path of the folder in which they are
     */
    void collect(List<LocalEntry> entries, String folder) {
        for (LocalEntry entry : entries) {
            String path = folder + entry.name();
            if (entry.kind() == Kind.TEMPORARY) {
                tidy(entry);
            } else if (run.plan().deleteExtra()) {
                collect(entry, path);
            }
        }
    }

    private void collect(LocalEntry entry, String path) {
        if (entry.isFolder()) {
            if (!run.plan().filter().excludes(path)) {
                run.listing(path + "/", () -> collect(LocalFolder.list(entry.path(), false, null), path + "/"));
            }
        } else if (run.plan().filter().accepts(path)) {
            if (entry.isFile()) {
                extras.add(new Extra(path, entry));
            } else {
                run.refuse(path, 0, "not deleted: " + entry.kind().refusal());
            }
        }
    }

    private void tidy(LocalEntry file) {
        if (!run.plan().dryRun() && file.modified().compareTo(abandoned) < 0) {
            try {
                boolean ignored = Files.deleteIfExists(file.path());
            } catch (IOException e) {
                // It stays, and does no harm.
            }
        }
    }

    /** Deletes the files, or says why not. */
    void delete(Optional<String> whyNot) {
        for (Extra extra : extras) {
            long size = extra.file().size();
            run.log()
                    .add(
                            whyNot.isPresent()
                                    ? Outcome.skipped(extra.path(), size, whyNot.get())
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
                return Outcome.skipped(extra.path(), size, "not deleted, because it changed meanwhile");
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
