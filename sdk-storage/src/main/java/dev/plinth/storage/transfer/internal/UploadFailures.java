package dev.plinth.storage.transfer.internal;

import dev.plinth.core.ApiException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.error.WireFailures;
import dev.plinth.storage.transfer.UploadInterruptedException;
import java.time.Duration;
import java.util.Set;

/** Counts failures in a row, waits after each, and decides which end the upload. Used by one thread at a time. */
public final class UploadFailures {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** Another request works on the upload; the client went away, as the server sees it. The others are {@code retryable}. */
    private static final Set<Integer> PASSING = Set.of(409, 423, 499);

    private static final Set<Integer> GONE = Set.of(404, 410);

    private final UploadPlan plan;
    private int inARow;
    private long furthest;

    UploadFailures(UploadPlan plan) {
        this.plan = plan;
    }

    /** Hears how much the server has: only more than ever before ends a row of failures. */
    void reached(long offset) {
        if (offset > furthest) {
            furthest = offset;
            inARow = 0;
        }
    }

    /**
     * Waits before the upload is continued.
     *
     * @throws PlinthException the failure itself if it is permanent
     * @throws UploadInterruptedException if there were too many
     */
    void count(LiveConnection connection, PlinthException failure) {
        if (!passing(failure)) {
            throw failure;
        }
        inARow++;
        if (inARow >= plan.maxAttempts()) {
            throw new UploadInterruptedException(
                    plan.says("it failed " + inARow + " times in a row, with " + furthest + " bytes stored; at last: "
                            + failure.getMessage()),
                    furthest,
                    failure);
        }
        pause(connection, inARow);
    }

    /** Waits after so many failures in a row: longer each time, a random part of it. */
    public static void pause(LiveConnection connection, int failures) {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(failures - 1, 10);
        long most = Math.min(doubled, LONGEST_PAUSE.toNanos());
        connection.pause(Duration.ofNanos((long) (most * connection.timing().random())));
    }

    /** Tells whether a failure may pass by itself. */
    public static boolean passing(PlinthException failure) {
        if (failure instanceof ApiException answer) {
            return answer.retryable() || PASSING.contains(answer.status());
        }
        return failure instanceof ResponseFormatException
                || (failure instanceof TransportException && !WireFailures.permanent(failure));
    }

    /** Tells whether the server says that it has no such upload. */
    static boolean isGone(PlinthException failure) {
        return failure instanceof ApiException answer && GONE.contains(answer.status());
    }

    /** Tells whether the server says that the object exists, which waiting does not change. */
    static boolean isConflict(PlinthException failure) {
        return failure instanceof ApiException answer
                && answer.status() == 409
                && String.valueOf(answer.getMessage()).contains("already exists");
    }
}
