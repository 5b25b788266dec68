package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.PlinthException;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.FileStatus;
import java.util.Optional;

/** The outcome of a transfer for one file. */
record Outcome(String path, FileStatus status, long size, Optional<String> reason, Optional<PlinthException> error)
        implements FileOutcome {

    static Outcome of(String path, FileStatus status, long size) {
        return new Outcome(path, status, size, Optional.empty(), Optional.empty());
    }

    static Outcome skipped(String path, long size, String reason) {
        return new Outcome(path, FileStatus.SKIPPED, size, Optional.of(reason), Optional.empty());
    }

    static Outcome refused(String path, long size, String reason) {
        return new Outcome(path, FileStatus.REFUSED, size, Optional.of(reason), Optional.empty());
    }

    static Outcome failed(String path, long size, PlinthException error) {
        return new Outcome(path, FileStatus.FAILED, size, Optional.ofNullable(error.getMessage()), Optional.of(error));
    }

    boolean isProblem() {
        return status == FileStatus.FAILED || status == FileStatus.REFUSED;
    }

    @Override
    public String toString() {
        return status + " " + path + reason.map(text -> " (" + text + ")").orElse("");
    }
}
