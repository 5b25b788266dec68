package dev.plinth.storage.internal.object;

import dev.plinth.core.Connection;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.DeleteResult;
import dev.plinth.storage.PartialDeleteException;
import dev.plinth.storage.internal.api.NotFoundErrors;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.object.DeleteOperations.Deleted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deletes objects, and reports for each whether it was deleted. */
public final class DeleteBatches {

    /** The maximum number of keys that the server accepts per request. */
    private static final int BATCH = 1000;

    private DeleteBatches() {}

    private record Result(List<String> deleted, List<String> notDeleted) implements DeleteResult {

        private Result {
            deleted = List.copyOf(deleted);
            notDeleted = List.copyOf(notDeleted);
        }

        @Override
        public String toString() {
            return Description.of("DeleteResult")
                    .add("deleted", deleted)
                    .add("notDeleted", notDeleted)
                    .toString();
        }
    }

    /** Deletes one object. */
    public static void one(Connection connection, ObjectKey at) {
        if (!OperationRunner.run(connection, DeleteOperations.one(at))) {
            throw NotFoundErrors.notFound("storage.delete", at);
        }
    }

    /** Deletes many objects, in batches. */
    public static DeleteResult many(Connection connection, String bucket, List<ObjectKey> objects) {
        // Two names may have the same key, for which the server reports one row.
        Map<String, String> names = new LinkedHashMap<>();
        objects.forEach(object -> names.put(object.key(), object.name()));
        List<String> keys = List.copyOf(names.keySet());
        List<String> deleted = new ArrayList<>();
        List<String> notDeleted = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<String> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
            Set<String> gone = batch(connection, bucket, batch, deleted, notDeleted);
            batch.forEach(key -> (gone.contains(key) ? deleted : notDeleted).add(names.getOrDefault(key, key)));
        }
        return new Result(deleted, notDeleted);
    }

    private static Set<String> batch(
            Connection connection, String bucket, List<String> keys, List<String> deleted, List<String> notDeleted) {
        try {
            Deleted result = OperationRunner.run(connection, DeleteOperations.many(bucket, keys));
            return result.repeated() ? gone(connection, bucket, keys, result.keys()) : result.keys();
        } catch (PlinthException e) {
            if (deleted.isEmpty() && notDeleted.isEmpty()) {
                throw e;
            }
            throw new PartialDeleteException(new Result(deleted, notDeleted), e);
        }
    }

    /**
     * A retry does not report what an earlier attempt whose response was lost deleted. So every object that no longer
     * exists counts as deleted.
     */
    private static Set<String> gone(Connection connection, String bucket, List<String> keys, Set<String> named) {
        Set<String> gone = new HashSet<>(named);
        for (String key : keys) {
            if (!gone.contains(key) && !InfoOperations.exists(connection, new ObjectKey(bucket, key, key))) {
                gone.add(key);
            }
        }
        return gone;
    }
}
