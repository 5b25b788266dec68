package dev.plinth.core;

/**
 * Observes calls, for metrics and tracing. It cannot change them, except for headers that it adds to an attempt.
 *
 * <p>The methods are called on the calling thread: {@code started}, then {@code attempting} and {@code attempted} for
 * each attempt, then {@code finished}. A call with a streamed response is finished when the stream is closed. The methods
 * must return quickly and must not make calls themselves. Exceptions that they throw are logged and ignored.
 * Implementations must be thread-safe.
 */
public interface CallObserver {

    /**
     * Called when a call starts.
     *
     * @param call the call
     */
    default void started(CallEvent call) {}

    /**
     * Called before an attempt. Headers that are set here are sent with this attempt, also when it is sent once more
     * with a refreshed token.
     *
     * @param attempt the attempt
     * @param headers takes the headers to add, such as {@code traceparent}
     */
    default void attempting(CallEvent attempt, AttemptHeaders headers) {}

    /**
     * Called when an attempt has received a response or has failed.
     *
     * @param attempt the attempt
     */
    default void attempted(CallEvent attempt) {}

    /**
     * Called when a call has finished.
     *
     * @param call the call, with the last status or failure
     */
    default void finished(CallEvent call) {}
}
