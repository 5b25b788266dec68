package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.HttpHandler;

/** A server that a port carries under a prefix, such as Storage under {@code /storage/v1}. */
public interface Service extends HttpHandler, AutoCloseable {
    /** Where it is mounted: {@code /storage/v1}; of two that fit, the longer prefix wins. */
    String mount();

    /** Whether it answers CORS preflight requests itself; else the gateway does. */
    default boolean answersPreflight(String path) {
        return false;
    }

    /** Adds what the page at {@code /__local/} shows of it. */
    default void describe(ObjectNode page) {}

    /** Makes up users, where the service has any. */
    default void seedUsers(int count) {}

    /** Makes up objects, where the service has any. */
    default void seedObjects(String bucket, int count) {}

    /** Forgets all data. */
    default void reset() {}

    @Override
    default void close() {}
}
