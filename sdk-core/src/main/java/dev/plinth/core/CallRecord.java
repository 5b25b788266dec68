package dev.plinth.core;

import java.time.Instant;

/** A call in a connection's call history. Immutable and thread-safe. */
public interface CallRecord {

    /** {@return when the call finished} */
    Instant at();

    /** {@return the call's operation, status and duration} */
    CallEvent event();

    /** {@return the call as a {@code curl} command, with secrets masked} */
    String curl();
}
