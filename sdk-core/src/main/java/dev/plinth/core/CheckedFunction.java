package dev.plinth.core;

/**
 * A task with a result that makes calls on a client and may throw any exception.
 *
 * @param <C> the type of the client
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface CheckedFunction<C, T> {

    /**
     * Makes the calls.
     *
     * @param client the client to make the calls on
     * @return the result
     * @throws Exception if the task fails
     */
    T apply(C client) throws Exception;
}
