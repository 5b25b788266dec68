package dev.plinth.core;

/**
 * Calls to make on a handle, with a result. May throw what it likes.
 *
 * @param <H> the handle
 * @param <T> the result
 */
@FunctionalInterface
public interface CheckedFunction<H, T> {

    /**
     * Does the work.
     *
     * @param handle the handle to make the calls on
     * @return the result
     * @throws Exception whatever goes wrong
     */
    T apply(H handle) throws Exception;
}
