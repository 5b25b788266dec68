package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.storage.transfer.FileStatus;
import java.util.Optional;

/**
 * One run of a directory transfer, with the objects that its parts share.
 *
 * @param plan the parameters of the transfer
 * @param connection the connection of this run
 * @param workers transfer the files
 * @param log collects the outcomes
 */
record DirectoryRun(DirectoryPlan plan, LiveConnection connection, FileWorkers workers, OutcomeLog log) {

    /** Lists a folder. If that fails, the failure is an outcome, except for the top folder, whose failure is thrown. */
    void listFolder(String path, Runnable work) {
        try {
            work.run();
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            if (path.isEmpty()) {
                throw e;
            }
            log.add(Outcome.failed(path, 0, e));
        }
    }

    void refuse(String path, long size, String reason) {
        log.add(Outcome.refused(path, size, reason));
    }

    /**
     * Returns the path of an object below the prefix, decoded by the codec; empty if the codec cannot create its key.
     */
    Optional<String> path(String key) {
        String name = plan.codec().decode(key);
        boolean roundTrip =
                name.startsWith(plan.prefix()) && plan.codec().encode(name).equals(key);
        return roundTrip ? Optional.of(name.substring(plan.prefix().length())) : Optional.empty();
    }

    /** Returns the reason why extra files and objects must not be deleted; empty if they may be deleted. */
    Optional<String> reasonNotToDelete(boolean sourceIsEmpty) {
        if (sourceIsEmpty) {
            return Optional.of("not deleted, because the source has no files");
        }
        long failed = log.count(FileStatus.FAILED);
        return failed == 0
                ? Optional.empty()
                : Optional.of("not deleted, because " + failed + " files or folders failed");
    }
}
