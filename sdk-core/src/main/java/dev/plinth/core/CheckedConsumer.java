package dev.plinth.core;

/**
 * A task without a result that makes calls on a client and may throw any exception.
 *
 * @param <C> the type of the client
 */
@FunctionalInterface
public interface CheckedConsumer<C> {

    /**
     * Makes the calls.
     *
     * @param client the client to make the calls on
     * @throws Exception if the task fails
     */
    void accept(C client) throws Exception;
}
