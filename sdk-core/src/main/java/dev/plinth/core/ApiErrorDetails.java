package dev.plinth.core;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about an error response and its call; an {@link ApiException} is created from it. Programs
 * need it only to create such exceptions in their own tests.
 *
 * <p>Immutable and thread-safe.
 */
public final class ApiErrorDetails {

    private final int status;
    private final ErrorCode code;
    private final String message;
    private final Service service;
    private final String operation;
    private final int attempts;
    private final boolean retryable;
    private final Map<String, String> target;
    private final List<String> reasons;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final @Nullable String hint;

    private ApiErrorDetails(Builder b) {
        this.status = b.status;
        this.code = b.code;
        this.message = b.message;
        this.service = b.service;
        this.operation = b.operation;
        this.attempts = b.attempts;
        this.retryable = b.retryable;
        this.target = Collections.unmodifiableMap(new LinkedHashMap<>(b.target));
        this.reasons = b.reasons;
        this.requestId = b.requestId;
        this.retryAfter = b.retryAfter;
        this.hint = b.hint;
    }

    /**
     * Creates a builder.
     *
     * @param status the effective HTTP status
     * @param code the server's error code
     * @param message the server's error message
     * @return a builder
     */
    public static Builder builder(int status, ErrorCode code, String message) {
        return new Builder(status, code, message);
    }

    int status() {
        return status;
    }

    ErrorCode code() {
        return code;
    }

    Service service() {
        return service;
    }

    String operation() {
        return operation;
    }

    int attempts() {
        return attempts;
    }

    boolean retryable() {
        return retryable;
    }

    List<String> reasons() {
        return reasons;
    }

    Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    String describe() {
        return operation + ": " + status + " " + code + " \"" + message + "\" "
                + Describe.brackets(target, requestId, attempts);
    }

    /**
     * Creates the exception for this status.
     *
     * @return an {@link ApiException} or one of its subclasses
     */
    public ApiException toException() {
        return switch (status) {
            case 401 -> new AuthenticationException(this);
            case 403 -> new PermissionDeniedException(this);
            case 404 -> new NotFoundException(this);
            case 409 -> new ConflictException(this);
            case 400, 415, 416, 422 -> new InvalidRequestException(this);
            case 413 -> new PayloadTooLargeException(this);
            case 429 -> new RateLimitException(this);
            default -> status >= 500 ? new ServerException(this) : new ApiException(this);
        };
    }

    @Override
    public String toString() {
        return describe();
    }

    /** Builds error details. Not thread-safe. */
    public static final class Builder {

        private final int status;
        private final ErrorCode code;
        private final String message;
        private final Map<String, String> target = new LinkedHashMap<>();
        private Service service = Service.OTHER;
        private String operation = "call";
        private int attempts = 1;
        private boolean retryable;
        private List<String> reasons = List.of();
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private @Nullable String hint;

        private Builder(int status, ErrorCode code, String message) {
            this.status = status;
            this.code = Objects.requireNonNull(code, "code");
            this.message = Objects.requireNonNull(message, "message");
        }

        /**
         * Sets which call failed.
         *
         * @param operation the operation's name, such as {@code storage.upload}
         * @param service the service that the request was sent to
         * @param attempts how many times the request was sent
         * @return this builder
         */
        public Builder call(String operation, Service service, int attempts) {
            this.operation = operation;
            this.service = service;
            this.attempts = attempts;
            return this;
        }

        /**
         * Adds what the call was made for.
         *
         * @param kind the kind of resource, such as {@code bucket}
         * @param name the resource's name or id
         * @return this builder
         */
        public Builder context(String kind, String name) {
            target.put(kind, name);
            return this;
        }

        /**
         * Sets the id that the server gave to the request.
         *
         * @param requestId the request id, or null
         * @return this builder
         */
        public Builder requestId(@Nullable String requestId) {
            this.requestId = requestId;
            return this;
        }

        /**
         * Sets whether and when the call may be retried.
         *
         * @param retryable whether the same call may succeed later
         * @param retryAfter how long the server asks to wait, or null
         * @return this builder
         */
        public Builder retryable(boolean retryable, @Nullable Duration retryAfter) {
            this.retryable = retryable;
            this.retryAfter = retryAfter;
            return this;
        }

        /**
         * Sets the reasons for which the server rejected the request.
         *
         * @param reasons the server's reasons, such as {@code length}
         * @return this builder
         */
        public Builder reasons(List<String> reasons) {
            this.reasons = List.copyOf(reasons);
            return this;
        }

        /**
         * Sets what to do about the error.
         *
         * @param hint the hint, or null
         * @return this builder
         */
        public Builder hint(@Nullable String hint) {
            this.hint = hint;
            return this;
        }

        /**
         * Builds the details.
         *
         * @return the details
         */
        public ApiErrorDetails build() {
            return new ApiErrorDetails(this);
        }
    }
}
