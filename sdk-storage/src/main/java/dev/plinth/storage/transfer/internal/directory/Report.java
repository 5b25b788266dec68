package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.PlinthException;
import dev.plinth.storage.transfer.DirectoryResult;
import dev.plinth.storage.transfer.DirectoryTransferException;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.FileStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report of a directory transfer. */
record Report(DirectoryPlan plan, List<FileOutcome> outcomes, Map<FileStatus, Long> counts, long bytesTransferred)
        implements DirectoryResult {

    private static final int NAMED = 3;

    @Override
    public List<FileOutcome> outcomes(FileStatus status) {
        return outcomes.stream().filter(o -> o.status() == status).toList();
    }

    @Override
    public long count(FileStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    @Override
    public boolean dryRun() {
        return plan.dryRun();
    }

    @Override
    public DirectoryResult throwIfFailed() {
        return throwIf(FileStatus.FAILED);
    }

    @Override
    public DirectoryResult throwIfIncomplete() {
        return throwIf(FileStatus.FAILED, FileStatus.REFUSED);
    }

    private DirectoryResult throwIf(FileStatus... problems) {
        String counted = Stream.of(problems)
                .filter(status -> count(status) > 0)
                .map(status -> count(status) + " " + status.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (counted.isEmpty()) {
            return this;
        }
        List<FileStatus> wanted = List.of(problems);
        String first = outcomes.stream()
                .filter(outcome -> wanted.contains(outcome.status()))
                .limit(NAMED)
                .map(outcome -> outcome.path() + " (" + outcome.reason().orElse("") + ")")
                .collect(Collectors.joining("; "));
        Optional<PlinthException> cause =
                outcomes.stream().flatMap(outcome -> outcome.error().stream()).findFirst();
        throw new DirectoryTransferException(
                plan.name() + ": " + counted + " of the files, the first being " + first + " " + plan.about(),
                this,
                cause.orElse(null));
    }

    @Override
    public String toString() {
        return "DirectoryResult[" + (dryRun() ? "dry run, " : "")
                + Stream.of(FileStatus.values())
                        .map(status -> count(status) + " " + status.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ", " + bytesTransferred + " bytes]";
    }
}
