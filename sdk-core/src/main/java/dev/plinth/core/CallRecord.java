package dev.plinth.core;

import java.time.Instant;

/** One of a connection's last calls. Immutable and thread-safe. */
public interface CallRecord {

    /**
     * Returns when the call ended.
     *
     * @return the time
     */
    Instant at();

    /**
     * Returns what is known of the call.
     *
     * @return operation, status, time taken
     */
    CallEvent event();

    /**
     * Returns the call as a command for a shell, with secrets masked.
     *
     * @return a {@code curl} command
     */
    String curl();
}
