package dev.plinth.core.http;

import java.time.Duration;

/**
 * What a transport needs to know about the call that a request belongs to. Provided by Plinth.
 *
 * <p>Thread-safe.
 */
public interface CallContext {

    /** {@return the operation's name, such as {@code storage.upload}} */
    String operation();

    /** {@return the number of this attempt, starting at 1} */
    int attempt();

    /**
     * Returns the time left until the call's timeout. A transport does not have to check it: at the timeout, the
     * actions registered with {@link #onCancel} are run.
     *
     * @return the time left; zero or negative after the timeout; a very long time if there is no timeout
     */
    Duration remaining();

    /** {@return how long an exchange may go without a byte being sent or received before it fails} */
    Duration idleTimeout();

    /**
     * Registers an action to run when the call is cancelled or times out. If that has already happened, the action runs
     * soon. The action must make the exchange, or the reading of the response body, fail.
     *
     * @param action runs once, on any thread; must return quickly
     * @return the registration, to remove the action when the exchange is done
     */
    Registration onCancel(Runnable action);

    /** {@return true if the call was cancelled} */
    boolean cancelled();

    /** The registration of an action. */
    @FunctionalInterface
    interface Registration {

        /** Removes the action. Idempotent. */
        void remove();
    }
}
