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

/** Deletes the objects that no file corresponds to. */
final class ExtraObjects {

    private static final int BATCH = 1000;

    private ExtraObjects() {}

    /** An object, by its path below the prefix and by its key. */
    record Extra(String path, String key, long size) {}

    /** Deletes objects, or says why not. */
    static void delete(DirectoryRun run, List<Extra> extras, Optional<String> whyNot) {
        if (whyNot.isPresent()) {
            extras.forEach(extra -> run.log().add(Outcome.skipped(extra.path(), extra.size(), whyNot.get())));
            return;
        }
        for (int from = 0; from < extras.size(); from += BATCH) {
            List<Extra> batch = extras.subList(from, Math.min(from + BATCH, extras.size()));
            if (run.plan().dryRun()) {
                batch.forEach(extra -> run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size())));
            } else {
                delete(run, batch);
            }
        }
    }

    private static void delete(DirectoryRun run, List<Extra> batch) {
        List<ObjectKey> keys = batch.stream().map(extra -> at(run, extra)).toList();
        try {
            DeleteResult result = DeleteBatches.many(run.view(), run.plan().bucket(), keys);
            Set<String> deleted = new HashSet<>(result.deleted());
            for (Extra extra : batch) {
                if (deleted.contains(at(run, extra).name())) {
                    run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size()));
                } else {
                    single(run, extra);
                }
            }
        } catch (CallCancelledException e) {
            throw e;
        } catch (PlinthException e) {
            batch.forEach(extra -> run.log().add(Outcome.failed(extra.path(), extra.size(), e)));
        }
    }

    /** The answer for many does not say why one was not deleted; the answer for one does. */
    private static void single(DirectoryRun run, Extra extra) {
        try {
            DeleteBatches.one(run.view(), at(run, extra));
            run.log().add(Outcome.of(extra.path(), FileStatus.DELETED, extra.size()));
        } catch (NotFoundException e) {
            run.log()
                    .add(Outcome.skipped(
                            extra.path(), extra.size(), "does not exist any more, or policies protect it"));
        }
    }

    private static ObjectKey at(DirectoryRun run, Extra extra) {
        return new ObjectKey(run.plan().bucket(), run.plan().prefix() + extra.path(), extra.key());
    }
}
