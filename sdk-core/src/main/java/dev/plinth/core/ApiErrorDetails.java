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
 * All that is known of a call that a server refused: what an {@link ApiException} is made of. Of use to programs only
 * where their tests throw such exceptions themselves.
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
     * Starts a fault.
     *
     * @param status the effective HTTP status
     * @param code the server's code
     * @param message the server's message
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
     * Returns the exception for this fault's status.
     *
     * @return an {@link ApiException} or one of its children
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

    /** Collects what is known. Not thread-safe. */
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
         * Sets which call it was.
         *
         * @param name the operation's name
         * @param of the service
         * @param tries how often the request was sent
         * @return this builder
         */
        public Builder call(String name, Service of, int tries) {
            this.operation = name;
            this.service = of;
            this.attempts = tries;
            return this;
        }

        /**
         * Adds what the call was about.
         *
         * @param what the kind of thing, such as {@code bucket}
         * @param name which one
         * @return this builder
         */
        public Builder context(String what, String name) {
            target.put(what, name);
            return this;
        }

        /**
         * Sets the server's name for the request.
         *
         * @param id the request id, or null
         * @return this builder
         */
        public Builder requestId(@Nullable String id) {
            this.requestId = id;
            return this;
        }

        /**
         * Sets whether and when a retry may help.
         *
         * @param may whether the same call may go well later
         * @param after how long the server asks to wait, or null
         * @return this builder
         */
        public Builder retryable(boolean may, @Nullable Duration after) {
            this.retryable = may;
            this.retryAfter = after;
            return this;
        }

        /**
         * Sets what exactly the server objects to.
         *
         * @param words the server's words
         * @return this builder
         */
        public Builder reasons(List<String> words) {
            this.reasons = List.copyOf(words);
            return this;
        }

        /**
         * Sets what to do about it.
         *
         * @param text the hint, or null
         * @return this builder
         */
        public Builder hint(@Nullable String text) {
            this.hint = text;
            return this;
        }

        /**
         * Returns the fault.
         *
         * @return the fault
         */
        public ApiErrorDetails build() {
            return new ApiErrorDetails(this);
        }
    }
}
