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
    private static final int MAX_BATCH_SIZE = 1000;

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
    public static void deleteOne(Connection connection, ObjectKey object) {
        if (!OperationRunner.run(connection, DeleteOperations.deleteOne(object))) {
            throw NotFoundErrors.notFound("storage.delete", object);
        }
    }

    /** Deletes many objects, in batches. */
    public static DeleteResult deleteMany(Connection connection, String bucket, List<ObjectKey> objects) {
        // Two names may be encoded as the same key, which the server reports once.
        Map<String, String> names = new LinkedHashMap<>();
        objects.forEach(object -> names.put(object.key(), object.name()));
        List<String> keys = List.copyOf(names.keySet());
        List<String> deleted = new ArrayList<>();
        List<String> notDeleted = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MAX_BATCH_SIZE) {
            List<String> batchKeys = keys.subList(from, Math.min(from + MAX_BATCH_SIZE, keys.size()));
            Set<String> deletedKeys = deleteBatch(connection, bucket, batchKeys, deleted, notDeleted);
            batchKeys.forEach(
                    key -> (deletedKeys.contains(key) ? deleted : notDeleted).add(names.getOrDefault(key, key)));
        }
        return new Result(deleted, notDeleted);
    }

    private static Set<String> deleteBatch(
            Connection connection, String bucket, List<String> keys, List<String> deleted, List<String> notDeleted) {
        try {
            Deleted result = OperationRunner.run(connection, DeleteOperations.deleteMany(bucket, keys));
            return result.repeated() ? addMissing(connection, bucket, keys, result.keys()) : result.keys();
        } catch (PlinthException e) {
            if (deleted.isEmpty() && notDeleted.isEmpty()) {
                throw e;
            }
            throw new PartialDeleteException(new Result(deleted, notDeleted), e);
        }
    }

    /**
     * Adds the keys of the objects that do not exist to the reported ones. The response to a retry does not report what
     * an earlier attempt deleted whose response was lost.
     */
    private static Set<String> addMissing(
            Connection connection, String bucket, List<String> keys, Set<String> reported) {
        Set<String> deleted = new HashSet<>(reported);
        for (String key : keys) {
            if (!deleted.contains(key) && !InfoOperations.exists(connection, new ObjectKey(bucket, key, key))) {
                deleted.add(key);
            }
        }
        return deleted;
    }
}
