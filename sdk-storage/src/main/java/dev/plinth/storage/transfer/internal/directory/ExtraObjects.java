package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.storage.DeleteResult;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.object.DeleteBatches;
import dev.plinth.storage.transfer.FileStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes objects without a corresponding file. */
final class ExtraObjects {

    private static final int MAX_BATCH_SIZE = 1000;

    private ExtraObjects() {}

    /** An object without a corresponding file, with its path below the prefix. */
    record Extra(String path, String key, long size) {}

    /** Deletes the objects, or reports why they are not deleted. */
    static void delete(DirectoryRun run, List<Extra> extras, Optional<String> reasonNotToDelete) {
        if (reasonNotToDelete.isPresent()) {
            extras.forEach(
                    extra -> run.log().add(Outcome.skipped(extra.path(), extra.size(), reasonNotToDelete.get())));
            return;
        }
        for (int from = 0; from < extras.size(); from += MAX_BATCH_SIZE) {
            List<Extra> batch = extras.subList(from, Math.min(from + MAX_BATCH_SIZE, extras.size()));
            if (run.plan().dryRun()) {
                batch.forEach(extra -> run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size())));
            } else {
                delete(run, batch);
            }
        }
    }

    private static void delete(DirectoryRun run, List<Extra> batch) {
        List<ObjectKey> keys =
                batch.stream().map(extra -> objectKey(run, extra)).toList();
        try {
            DeleteResult result =
                    DeleteBatches.deleteMany(run.connection(), run.plan().bucket(), keys);
            Set<String> deleted = new HashSet<>(result.deleted());
            for (Extra extra : batch) {
                if (deleted.contains(objectKey(run, extra).name())) {
                    run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size()));
                } else {
                    deleteSingle(run, extra);
                }
            }
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            batch.forEach(extra -> run.log().add(Outcome.failed(extra.path(), extra.size(), e)));
        }
    }

    /** Deletes one object. Unlike the response for many objects, its response contains the reason if it fails. */
    private static void deleteSingle(DirectoryRun run, Extra extra) {
        try {
            DeleteBatches.deleteOne(run.connection(), objectKey(run, extra));
            run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size()));
        } catch (NotFoundException e) {
            run.log()
                    .add(Outcome.skipped(
                            extra.path(), extra.size(), "does not exist any more, or policies protect it"));
        }
    }

    private static ObjectKey objectKey(DirectoryRun run, Extra extra) {
        return new ObjectKey(run.plan().bucket(), run.plan().prefix() + extra.path(), extra.key());
    }
}
