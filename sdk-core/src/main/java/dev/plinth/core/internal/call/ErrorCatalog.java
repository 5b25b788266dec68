package dev.plinth.core.internal.call;

import dev.plinth.core.http.Failure;
import org.jspecify.annotations.Nullable;

/** What is known of a service's error codes. */
public interface ErrorCatalog {

    /** Knows nothing. */
    ErrorCatalog NONE = new ErrorCatalog() {};

    /** Tells whether a failure whose status would allow a retry never gets better. */
    default boolean permanent(Failure failure) {
        return false;
    }

    /** Returns what to do about a failure. */
    default @Nullable String hint(Failure failure) {
        return null;
    }
}
