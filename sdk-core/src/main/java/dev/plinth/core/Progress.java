package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a transfer has come. A snapshot: it stays as it is while the transfer goes on.
 *
 * <p>Listeners run on the thread that transfers. They cannot steer it, and what they throw is logged once and dropped.
 * After a retry the numbers may go back.
 *
 * <p>Immutable and thread-safe.
 */
public interface Progress {

    /**
     * Returns how much has been transferred in this attempt.
     *
     * @return bytes
     */
    long transferred();

    /**
     * Returns how much there is in all.
     *
     * @return bytes; empty if that is not known
     */
    OptionalLong total();

    /**
     * Returns which attempt this is.
     *
     * @return the attempt's number, from 1
     */
    int attempt();

    /**
     * Returns the time since this attempt began.
     *
     * @return the time
     */
    Duration elapsed();

    /**
     * Returns how much of the whole has been transferred.
     *
     * @return from 0 to 1; empty if the whole is not known
     */
    default OptionalDouble fraction() {
        if (total().isEmpty()) {
            return OptionalDouble.empty();
        }
        long all = total().getAsLong();
        return OptionalDouble.of(all == 0 ? 1 : Math.min(1.0, (double) transferred() / all));
    }

    /**
     * Returns the average speed of this attempt.
     *
     * @return bytes a second; 0 in the first moment
     */
    default double bytesPerSecond() {
        double seconds = elapsed().toNanos() / 1e9;
        return seconds <= 0 ? 0 : transferred() / seconds;
    }

    /**
     * Returns how long the rest will take at the average speed.
     *
     * @return the time; empty if the whole or the speed is not known
     */
    default Optional<Duration> remaining() {
        double speed = bytesPerSecond();
        if (total().isEmpty() || speed <= 0) {
            return Optional.empty();
        }
        double left = Math.max(0, total().getAsLong() - transferred());
        return Optional.of(Duration.ofMillis((long) (left / speed * 1000)));
    }
}
