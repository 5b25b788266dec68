package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.storage.transfer.FileStatus;
import java.util.Optional;

/**
 * One run of a directory transfer: what its parts share.
 *
 * @param plan what is to be done
 * @param view the connection
 * @param workers transfer the files
 * @param log collects the outcomes
 */
record DirectoryRun(DirectoryPlan plan, LiveConnection view, FileWorkers workers, OutcomeLog log) {

    /** Lists a folder. The failure of one folder, except the top one, is an outcome. */
    void listing(String path, Runnable work) {
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

    /** Returns an object's path below the prefix, as the program names it; empty if the codec did not make its key. */
    Optional<String> path(String key) {
        String name = plan.codec().decode(key);
        boolean roundTrip =
                name.startsWith(plan.prefix()) && plan.codec().encode(name).equals(key);
        return roundTrip ? Optional.of(name.substring(plan.prefix().length())) : Optional.empty();
    }

    /** Returns why nothing may be deleted now; empty if it may. */
    Optional<String> whyNothingIsDeleted(boolean sourceIsEmpty) {
        if (sourceIsEmpty) {
            return Optional.of("not deleted, because the source has no files at all");
        }
        long failed = log.count(FileStatus.FAILED);
        return failed == 0
                ? Optional.empty()
                : Optional.of("not deleted, because " + failed + " files or folders failed");
    }
}
