package dev.plinth.core;

/**
 * The headers that an observer adds to one attempt, such as {@code traceparent}. Another attempt of the call has them
 * only if they are set again. Used in {@link CallObserver#attempting} only; later, it has no effect.
 */
public interface AttemptHeaders {

    /**
     * Sets a header of the attempt. Of several observers that set the same header, the last one wins.
     *
     * @param name the header's name, case-insensitive
     * @param value the header's value
     * @return these headers
     * @throws IllegalArgumentException if the name or value contains a character that is not allowed in a header; if the
     *     header belongs to Plinth or to HTTP (credentials, cookies, {@code Host}, {@code Content-*}, {@code If-*}, …);
     *     or if the request has this header already
     */
    AttemptHeaders set(String name, String value);
}
