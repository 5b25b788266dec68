package dev.plinth.core.internal.call;

import dev.plinth.core.internal.async.Deadlines;
import dev.plinth.core.internal.async.Timing;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What the calls of a connection, and of all connections derived from it, share.
 *
 * @param timing the clock
 * @param deadlines ends calls that exceed their time limit
 * @param idleTimeout how long a transfer may be without progress
 * @param closed returns whether the connection was closed
 */
public record CallResources(Timing timing, Deadlines deadlines, Duration idleTimeout, BooleanSupplier closed) {}
