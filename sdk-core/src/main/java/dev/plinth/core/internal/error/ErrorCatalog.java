package dev.plinth.core.internal.error;

import dev.plinth.core.http.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a service's error codes. */
public interface ErrorCatalog {

    /** Knows nothing. */
    ErrorCatalog NONE = new ErrorCatalog() {};

    /** Tells whether a failure whose status would allow a retry never gets better. */
    default boolean permanent(Failure failure) {
        return false;
    }

    /** Corrects what a failure means, where the service's own words for it mislead. */
    default ServerFailure interpret(ServerFailure failure) {
        return failure;
    }

    /** Returns how long the service asks to wait, where it says that in the failure's text alone. */
    default Optional<Duration> retryAfter(Failure failure) {
        return failure.retryAfter();
    }

    /** Returns what to do about a failure. */
    default @Nullable String hint(Failure failure) {
        return null;
    }
}
