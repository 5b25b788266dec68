package dev.plinth.core;

/**
 * Watches calls, for metrics and traces. It cannot change them.
 *
 * <p>The methods run on the calling thread, in the order {@code started}, {@code attempted} for each attempt,
 * {@code finished}; of a streamed answer the call is finished when the stream is closed. They must be quick and must not
 * make calls of their own. What they throw is logged and dropped. Implementations are thread-safe.
 */
public interface CallObserver {

    /**
     * Tells that a call begins.
     *
     * @param call the call
     */
    default void started(CallEvent call) {}

    /**
     * Tells that an attempt has been answered, or has failed.
     *
     * @param attempt the attempt
     */
    default void attempted(CallEvent attempt) {}

    /**
     * Tells that a call has ended.
     *
     * @param call the call, with the last status or failure
     */
    default void finished(CallEvent call) {}
}
