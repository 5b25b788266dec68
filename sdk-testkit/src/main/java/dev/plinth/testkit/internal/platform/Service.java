package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.HttpHandler;

/** A server under a prefix of a port, such as Storage under {@code /storage/v1}. */
public interface Service extends HttpHandler, AutoCloseable {
    /** The prefix, such as {@code /storage/v1}; of two that match, the longer one wins. */
    String mount();

    /** Whether it answers CORS preflight requests itself; else the gateway does. */
    default boolean answersPreflight(String path) {
        return false;
    }

    /** Adds what the page at {@code /__local/} shows. */
    default void describe(ObjectNode page) {}

    /** Creates synthetic users, if the service has users. */
    default void seedUsers(int count) {}

    /** Creates synthetic objects, if the service has objects. */
    default void seedObjects(String bucket, int count) {}

    /** Deletes all data. */
    default void reset() {}

    @Override
    default void close() {}
}
