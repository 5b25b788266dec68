package dev.plinth.core.http;

import java.time.Duration;

/**
 * What a transport needs to know of the call that a request belongs to. Given by Plinth.
 *
 * <p>Thread-safe.
 */
public interface CallContext {

    /**
     * Returns the operation's name, such as {@code storage.upload}.
     *
     * @return the name
     */
    String operation();

    /**
     * Returns which attempt this is.
     *
     * @return the attempt's number, from 1
     */
    int attempt();

    /**
     * Returns what is left of the call's time. A transport need not watch it: when it is over, what {@link #onCancel}
     * was given is run.
     *
     * @return the rest; zero or less when it is over; a very long time when there is no limit
     */
    Duration remaining();

    /**
     * Returns how long nothing may move on the wire before the exchange is given up.
     *
     * @return the longest pause
     */
    Duration idleTimeout();

    /**
     * Asks to be told when the call is to end at once: it was cancelled, or its time is over. If that is so already, the
     * action runs soon. A transport then fails the exchange, or the reading of its answer's body.
     *
     * @param action what to do, once, on any thread; must be quick
     * @return takes the wish back
     */
    Registration onCancel(Runnable action);

    /**
     * Tells whether the call was cancelled.
     *
     * @return true once it was
     */
    boolean cancelled();

    /** A wish that can be taken back. */
    @FunctionalInterface
    interface Registration {

        /** Takes the wish back. May be called more than once. */
        void remove();
    }
}
