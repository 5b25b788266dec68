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

    private static final int MAX_NAMED = 3;

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

    private DirectoryResult throwIf(FileStatus... statuses) {
        String summary = Stream.of(statuses)
                .filter(status -> count(status) > 0)
                .map(status -> count(status) + " " + status.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (summary.isEmpty()) {
            return this;
        }
        List<FileStatus> included = List.of(statuses);
        String first = outcomes.stream()
                .filter(outcome -> included.contains(outcome.status()))
                .limit(MAX_NAMED)
                .map(outcome -> outcome.path() + " (" + outcome.reason().orElse("") + ")")
                .collect(Collectors.joining("; "));
        Optional<PlinthException> cause =
                outcomes.stream().flatMap(outcome -> outcome.error().stream()).findFirst();
        throw new DirectoryTransferException(
                plan.name() + ": " + summary + ", first: " + first + " " + plan.describe(), this, cause.orElse(null));
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
