package dev.plinth.storage.internal;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallObserver;
import dev.plinth.core.Connection;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.storage.DeleteInterruptedException;
import dev.plinth.storage.DeleteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Deletes objects, and says of each what became of it. */
public final class Deletes {

    /** The most that the server takes at a time where it holds to its limits. */
    private static final int BATCH = 1000;

    private Deletes() {}

    private record Result(List<String> deleted, List<String> notDeleted) implements DeleteResult {

        private Result {
            deleted = List.copyOf(deleted);
            notDeleted = List.copyOf(notDeleted);
        }
    }

    /** Deletes one object. After an answer that was lost it is rightly no longer there. */
    public static void one(Connection connection, ObjectKey at) {
        AtomicInteger attempts = new AtomicInteger();
        Connection counted = LiveConnection.of(connection).with(o -> o.observer(counting(attempts)));
        try {
            if (!Calls.run(counted, DeleteOperations.one(at)) && attempts.get() <= 1) {
                throw Refusals.notFound("storage.delete", at);
            }
        } catch (NotFoundException e) {
            if (attempts.get() <= 1 || !e.code().is("NoSuchKey")) {
                throw e;
            }
        }
    }

    /** A result does not tell how often it was asked for. */
    private static CallObserver counting(AtomicInteger attempts) {
        return new CallObserver() {
            @Override
            public void attempted(CallEvent event) {
                attempts.incrementAndGet();
            }
        };
    }

    /** Deletes many objects, by as many calls as that takes. */
    public static DeleteResult many(Connection connection, String bucket, List<ObjectKey> objects) {
        // The name comes twice if two names are one key; the server would tell of one row.
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
            return Calls.run(connection, DeleteOperations.many(bucket, keys));
        } catch (PlinthException e) {
            if (deleted.isEmpty() && notDeleted.isEmpty()) {
                throw e;
            }
            throw new DeleteInterruptedException(new Result(deleted, notDeleted), e);
        }
    }
}
