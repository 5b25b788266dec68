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

/** Counts consecutive failures, waits after each, and decides which ones end the upload. Not thread-safe. */
public final class UploadFailures {

    private static final Duration MIN_PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(8);

    /**
     * Further temporary statuses: another request is changing the upload, or the server lost the client's connection.
     */
    private static final Set<Integer> TEMPORARY = Set.of(409, 423, 499);

    private static final Set<Integer> GONE = Set.of(404, 410);

    private final UploadPlan plan;
    private int consecutive;
    private long highestOffset;

    UploadFailures(UploadPlan plan) {
        this.plan = plan;
    }

    /**
     * Reports the server's offset. An offset that is higher than all before resets the number of consecutive failures.
     */
    void reportOffset(long offset) {
        if (offset > highestOffset) {
            highestOffset = offset;
            consecutive = 0;
        }
    }

    /**
     * Counts a failure, and waits before the upload is continued.
     *
     * @throws PlinthException the failure itself if it is permanent
     * @throws UploadInterruptedException if the attempts are exhausted
     */
    void handle(LiveConnection connection, PlinthException failure) {
        if (!isTemporary(failure)) {
            throw failure;
        }
        consecutive++;
        if (consecutive >= plan.maxAttempts()) {
            throw new UploadInterruptedException(
                    plan.message("the upload failed " + consecutive + " times in a row after " + highestOffset
                            + " bytes; last failure: " + failure.getMessage()),
                    highestOffset,
                    failure);
        }
        pause(connection, consecutive);
    }

    /** Waits for a random time. Its maximum doubles with each consecutive failure. */
    public static void pause(LiveConnection connection, int failures) {
        long doubled = MIN_PAUSE.toNanos() << Math.min(failures - 1, 10);
        long maxNanos = Math.min(doubled, MAX_PAUSE.toNanos());
        connection.pause(Duration.ofNanos((long) (maxNanos * connection.timing().random())));
    }

    /** Returns whether a failure is temporary. */
    public static boolean isTemporary(PlinthException failure) {
        if (failure instanceof ApiException exception) {
            return exception.retryable() || TEMPORARY.contains(exception.status());
        }
        return failure instanceof ResponseFormatException
                || (failure instanceof TransportException && !WireFailures.permanent(failure));
    }

    /** Returns whether the response means that the server does not have the upload. */
    static boolean isGone(PlinthException failure) {
        return failure instanceof ApiException exception && GONE.contains(exception.status());
    }

    /** Returns whether the response means that the object exists. */
    static boolean isConflict(PlinthException failure) {
        return failure instanceof ApiException exception
                && exception.status() == 409
                && String.valueOf(exception.getMessage()).contains("already exists");
    }
}
