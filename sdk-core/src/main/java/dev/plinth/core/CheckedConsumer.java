package dev.plinth.core;

/**
 * Calls to make on a handle, without a result. May throw what it likes.
 *
 * @param <H> the handle
 */
@FunctionalInterface
public interface CheckedConsumer<H> {

    /**
     * Does the work.
     *
     * @param handle the handle to make the calls on
     * @throws Exception whatever goes wrong
     */
    void accept(H handle) throws Exception;
}
