package dev.plinth.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A snapshot of a transfer's progress. It does not change while the transfer continues.
 *
 * <p>Listeners are called on the thread that transfers the bytes. They cannot influence the transfer; the first
 * exception that they throw is logged, and all are ignored. The numbers start again at zero after a retry.
 *
 * <p>Immutable and thread-safe.
 */
public interface Progress {

    /** {@return the progress as text, such as {@code 42 %, 12.3 of 29.1 MB}; {@code 12.3 MB} without a total} */
    @Override
    String toString();

    /** {@return the number of bytes transferred in this attempt} */
    long transferred();

    /** {@return the total number of bytes; empty if it is not known} */
    OptionalLong total();

    /** {@return the number of this attempt, starting at 1} */
    int attempt();

    /** {@return the time since this attempt started} */
    Duration elapsed();

    /** {@return the transferred part of the total, from 0 to 1; empty if the total is not known} */
    default OptionalDouble fraction() {
        if (total().isEmpty()) {
            return OptionalDouble.empty();
        }
        long all = total().getAsLong();
        return OptionalDouble.of(all == 0 ? 1 : Math.min(1.0, (double) transferred() / all));
    }

    /** {@return the average speed of this attempt in bytes per second; 0 before any time has passed} */
    default double bytesPerSecond() {
        double seconds = elapsed().toNanos() / 1e9;
        return seconds <= 0 ? 0 : transferred() / seconds;
    }

    /** {@return the estimated time left at the average speed; empty if the total or the speed is not known} */
    default Optional<Duration> remaining() {
        double speed = bytesPerSecond();
        if (total().isEmpty() || speed <= 0) {
            return Optional.empty();
        }
        double left = Math.max(0, total().getAsLong() - transferred());
        return Optional.of(Duration.ofMillis((long) (left / speed * 1000)));
    }
}
