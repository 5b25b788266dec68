package dev.plinth.core.internal.error;

import dev.plinth.core.http.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes the error codes of a service: hints, retries and corrections. */
public interface ErrorCatalog {

    /** A catalog without entries. */
    ErrorCatalog NONE = new ErrorCatalog() {};

    /** Returns whether a retry cannot help although the failure's status would allow one. */
    default boolean permanent(Failure failure) {
        return false;
    }

    /** Corrects the status, code or message of a failure where the service's own are misleading. */
    default ServerFailure interpret(ServerFailure failure) {
        return failure;
    }

    /** Returns how long the service asks to wait, where only the failure's text contains it. */
    default Optional<Duration> retryAfter(Failure failure) {
        return failure.retryAfter();
    }

    /** Returns what to do about a failure, or null if there is no hint. */
    default @Nullable String hint(Failure failure) {
        return null;
    }
}
