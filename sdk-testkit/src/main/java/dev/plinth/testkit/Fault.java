package dev.plinth.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault that is injected into matching requests, a given number of times. Immutable.
 *
 * <pre>{@code
 * platform.faults().add(Fault.on("PATCH", "/storage/v1/upload/resumable/**").dropRequestAfter(1_000_000).times(2));
 * }</pre>
 */
public final class Fault {
    /** The kinds of faults. */
    public enum Kind {
        /** Responds with a status without processing the request. */
        STATUS,
        /** Processes the request, then responds with a status. */
        STATUS_AFTER_WORK,
        /** Closes the socket before the request is processed, after a number of bytes of the request body. */
        DROP_REQUEST,
        /** Processes the request, then closes the socket after a number of bytes of the response body. */
        DROP_RESPONSE,
        /** Processes the request, then closes the socket without a response. */
        DROP_AFTER_WORK,
        /** Waits for a while, then processes the request as usual. */
        STALL,
        /** Limits the request and response bodies to a number of bytes per second. */
        SLOW,
        /** Ends the response body after a number of bytes, as if it were complete. */
        TRUNCATE,
        /** Changes a byte of the request body before it is processed. */
        CORRUPT_REQUEST,
        /** Changes a byte of the response body. */
        CORRUPT_RESPONSE,
        /** Processes the request twice, and sends the second response. */
        DUPLICATE
    }

    private final String method;
    private final String path;
    private final Kind kind;
    private final long amount;
    private final Optional<String> body;
    private final Optional<Duration> wait;
    private final int skip;
    private final int times;

    private Fault(
            String method,
            String path,
            Kind kind,
            long amount,
            Optional<String> body,
            Optional<Duration> wait,
            int skip,
            int times) {
        this.method = method;
        this.path = path;
        this.kind = kind;
        this.amount = amount;
        this.body = body;
        this.wait = wait;
        this.skip = skip;
        this.times = times;
    }

    /**
     * Selects the requests for which a fault is injected.
     *
     * @param method the HTTP method, or {@code *} for all
     * @param path a glob that the path of the request, as sent, must match, such as {@code /storage/v1/object/**}
     * @return the selection, whose methods create the fault
     */
    public static Requests on(String method, String path) {
        return new Requests(Objects.requireNonNull(method, "method"), Objects.requireNonNull(path, "path"));
    }

    /**
     * Skips the first matching requests.
     *
     * @param count the number of matching requests that are processed normally before the fault is injected; 0 by
     *     default
     * @return a fault with this number
     */
    public Fault after(int count) {
        return new Fault(method, path, kind, amount, body, wait, count, times);
    }

    /**
     * Sets how many times the fault is injected.
     *
     * @param count the number of times; 1 by default
     * @return a fault with this number
     */
    public Fault times(int count) {
        return new Fault(method, path, kind, amount, body, wait, skip, count);
    }

    /** {@return the HTTP method of the matching requests, or {@code *}} */
    public String method() {
        return method;
    }

    /** {@return the glob that the path must match} */
    public String path() {
        return path;
    }

    /** {@return the kind of the fault} */
    public Kind kind() {
        return kind;
    }

    /**
     * {@return the kind's number: a status, a count of bytes, an offset, or bytes per second; 0 if the kind has none}
     */
    public long amount() {
        return amount;
    }

    /** {@return the body that is sent with a status; empty for a default that describes the fault} */
    public Optional<String> body() {
        return body;
    }

    /** {@return how long the request stalls, or the value of {@code Retry-After}; empty if the kind has neither} */
    public Optional<Duration> delay() {
        return wait;
    }

    /** {@return the number of matching requests that are processed normally before the fault is injected} */
    public int skipped() {
        return skip;
    }

    /** {@return the number of times that the fault is injected} */
    public int count() {
        return times;
    }

    @Override
    public String toString() {
        return "Fault[" + method + " " + path + ": " + kind + " " + amount + ", " + times + " times]";
    }

    /** The requests for which a fault is injected. Its methods create the fault. Immutable. */
    public static final class Requests {
        private final String method;
        private final String path;

        private Requests(String method, String path) {
            this.method = method;
            this.path = path;
        }

        /**
         * Responds with a status without processing the request.
         *
         * @param status the HTTP status
         * @return the fault
         */
        public Fault status(int status) {
            return of(Kind.STATUS, status);
        }

        /**
         * Responds with a status and a body without processing the request.
         *
         * @param status the HTTP status
         * @param body the body; sent as JSON if it begins with a brace, else as text
         * @return the fault
         */
        public Fault status(int status, String body) {
            return of(Kind.STATUS, status, Optional.of(body), Optional.empty());
        }

        /**
         * Processes the request, then responds with a status.
         *
         * @param status the HTTP status
         * @return the fault
         */
        public Fault statusAfterWork(int status) {
            return of(Kind.STATUS_AFTER_WORK, status);
        }

        /**
         * Responds with status 429 without a {@code Retry-After} header.
         *
         * @return the fault
         */
        public Fault tooManyRequests() {
            return of(Kind.STATUS, 429);
        }

        /**
         * Responds with status 429 and a {@code Retry-After} header.
         *
         * @param retryAfter the value of the header
         * @return the fault
         */
        public Fault tooManyRequests(Duration retryAfter) {
            return of(Kind.STATUS, 429, Optional.empty(), Optional.of(retryAfter));
        }

        /**
         * Closes the socket while the request body is received. The request is not processed.
         *
         * @param bytes the number of bytes of the request body that are read before
         * @return the fault
         */
        public Fault dropRequestAfter(long bytes) {
            return of(Kind.DROP_REQUEST, bytes);
        }

        /**
         * Processes the request, then closes the socket while the response body is sent.
         *
         * @param bytes the number of bytes of the response body that are sent before
         * @return the fault
         */
        public Fault dropResponseAfter(long bytes) {
            return of(Kind.DROP_RESPONSE, bytes);
        }

        /**
         * Processes the request, then closes the socket without a response.
         *
         * @return the fault
         */
        public Fault dropAfterWork() {
            return of(Kind.DROP_AFTER_WORK, 0);
        }

        /**
         * Waits before the request is processed as usual.
         *
         * @param time how long
         * @return the fault
         */
        public Fault stall(Duration time) {
            return of(Kind.STALL, 0, Optional.empty(), Optional.of(time));
        }

        /**
         * Limits the speed of the request and response bodies.
         *
         * @param bytesPerSecond the limit in bytes per second
         * @return the fault
         */
        public Fault slow(long bytesPerSecond) {
            return of(Kind.SLOW, bytesPerSecond);
        }

        /**
         * Ends the response body early, with a {@code Content-Length} that matches the shorter body.
         *
         * @param bytes the length of the truncated body
         * @return the fault
         */
        public Fault truncate(long bytes) {
            return of(Kind.TRUNCATE, bytes);
        }

        /**
         * Changes a byte of the request body before it is processed.
         *
         * @param offset the offset of the byte, counted from 0
         * @return the fault
         */
        public Fault corruptRequest(long offset) {
            return of(Kind.CORRUPT_REQUEST, offset);
        }

        /**
         * Changes a byte of the response body.
         *
         * @param offset the offset of the byte, counted from 0
         * @return the fault
         */
        public Fault corruptResponse(long offset) {
            return of(Kind.CORRUPT_RESPONSE, offset);
        }

        /**
         * Processes the request twice, as if a proxy had retried it, and sends the second response.
         *
         * @return the fault
         */
        public Fault duplicate() {
            return of(Kind.DUPLICATE, 0);
        }

        /**
         * Creates a fault of any kind.
         *
         * @param kind the kind
         * @param amount the kind's number: a status, a count of bytes, an offset, or bytes per second
         * @param body the body that is sent with a status; empty for a default
         * @param delay how long the request stalls, or the value of {@code Retry-After}
         * @return the fault
         */
        public Fault of(Kind kind, long amount, Optional<String> body, Optional<Duration> delay) {
            return new Fault(method, path, kind, amount, body, delay, 0, 1);
        }

        private Fault of(Kind kind, long amount) {
            return of(kind, amount, Optional.empty(), Optional.empty());
        }

        @Override
        public String toString() {
            return "Fault.Requests[" + method + " " + path + "]";
        }
    }
}
