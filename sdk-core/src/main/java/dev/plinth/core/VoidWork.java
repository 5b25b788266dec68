package dev.plinth.core;

/**
 * Calls to make on a handle, without a result. May throw what it likes.
 *
 * @param <H> the handle
 */
@FunctionalInterface
public interface VoidWork<H> {

    /**
     * Does the work.
     *
     * @param handle the handle to make the calls on
     * @throws Exception whatever goes wrong
     */
    void on(H handle) throws Exception;
}
