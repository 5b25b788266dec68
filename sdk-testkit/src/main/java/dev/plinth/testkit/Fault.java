package dev.plinth.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that goes wrong on purpose, for some requests, some times. Immutable.
 *
 * <pre>{@code
 * platform.faults().add(Fault.on("PATCH", "/storage/v1/upload/resumable/**").dropRequestAfter(1_000_000).times(2));
 * }</pre>
 */
public final class Fault {
    /** What goes wrong. */
    public enum Kind {
        /** A status is answered, and the work is not done. */
        STATUS,
        /** The work is done, and then a status is answered. */
        STATUS_AFTER_WORK,
        /** The connection is cut before the work, once so many bytes of the request's body came in. */
        DROP_REQUEST,
        /** The work is done, and the connection is cut after so many bytes of the answer's body. */
        DROP_RESPONSE,
        /** The work is done, and the connection is cut before any answer. */
        DROP_AFTER_WORK,
        /** Nothing happens for a while, then all is as usual. */
        STALL,
        /** Bodies flow at so many bytes a second, in both directions. */
        SLOW,
        /** The answer's body ends after so many bytes, as if that were all of it. */
        TRUNCATE,
        /** A byte of the request's body is another one when it arrives. */
        CORRUPT_REQUEST,
        /** A byte of the answer's body is another one when it is sent. */
        CORRUPT_RESPONSE,
        /** The request is carried out twice, and the second answer is sent. */
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
     * Begins a fault for requests.
     *
     * @param method the method, or {@code *} for every one
     * @param path a glob over the path as sent, such as {@code /storage/v1/object/**}
     * @return what may go wrong with them
     */
    public static Requests on(String method, String path) {
        return new Requests(Objects.requireNonNull(method, "method"), Objects.requireNonNull(path, "path"));
    }

    /**
     * Lets the first requests that fit pass.
     *
     * @param count how many
     * @return a fault that waits that long
     */
    public Fault after(int count) {
        return new Fault(method, path, kind, amount, body, wait, count, times);
    }

    /**
     * Sets how often it happens; once unless set.
     *
     * @param count how often
     * @return a fault that happens that often
     */
    public Fault times(int count) {
        return new Fault(method, path, kind, amount, body, wait, skip, count);
    }

    /**
     * Returns the method that it is for.
     *
     * @return the method, or {@code *}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the paths that it is for.
     *
     * @return the glob
     */
    public String path() {
        return path;
    }

    /**
     * Returns what goes wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the kind's number: a status, a count of bytes, an offset, or bytes a second.
     *
     * @return the number; 0 where the kind has none
     */
    public long amount() {
        return amount;
    }

    /**
     * Returns the body that is answered with a status.
     *
     * @return the body, or empty for one that says what happened
     */
    public Optional<String> body() {
        return body;
    }

    /**
     * Returns how long it stalls, or what {@code Retry-After} says.
     *
     * @return the time, or empty where there is none
     */
    public Optional<Duration> delay() {
        return wait;
    }

    /**
     * Returns how many requests that fit pass before.
     *
     * @return the count
     */
    public int skipped() {
        return skip;
    }

    /**
     * Returns how often it happens.
     *
     * @return the count
     */
    public int count() {
        return times;
    }

    @Override
    public String toString() {
        return "Fault[" + method + " " + path + ": " + kind + " " + amount + ", " + times + " times]";
    }

    /** The requests that a fault is for. Immutable. */
    public static final class Requests {
        private final String method;
        private final String path;

        private Requests(String method, String path) {
            this.method = method;
            this.path = path;
        }

        /**
         * Answers a status without doing the work.
         *
         * @param status the status
         * @return the fault
         */
        public Fault status(int status) {
            return of(Kind.STATUS, status);
        }

        /**
         * Answers a status and a body without doing the work.
         *
         * @param status the status
         * @param body the body; JSON if it begins with a brace, else text
         * @return the fault
         */
        public Fault status(int status, String body) {
            return of(Kind.STATUS, status, Optional.of(body), Optional.empty());
        }

        /**
         * Does the work, and answers a status all the same.
         *
         * @param status the status
         * @return the fault
         */
        public Fault statusAfterWork(int status) {
            return of(Kind.STATUS_AFTER_WORK, status);
        }

        /**
         * Answers 429 without saying when to come back.
         *
         * @return the fault
         */
        public Fault tooManyRequests() {
            return of(Kind.STATUS, 429);
        }

        /**
         * Answers 429 and says when to come back.
         *
         * @param retryAfter what {@code Retry-After} says
         * @return the fault
         */
        public Fault tooManyRequests(Duration retryAfter) {
            return of(Kind.STATUS, 429, Optional.empty(), Optional.of(retryAfter));
        }

        /**
         * Cuts the connection while the request comes in.
         *
         * @param bytes how many bytes of its body come in before
         * @return the fault
         */
        public Fault dropRequestAfter(long bytes) {
            return of(Kind.DROP_REQUEST, bytes);
        }

        /**
         * Does the work, and cuts the connection while the answer goes out.
         *
         * @param bytes how many bytes of its body go out before
         * @return the fault
         */
        public Fault dropResponseAfter(long bytes) {
            return of(Kind.DROP_RESPONSE, bytes);
        }

        /**
         * Does the work, and cuts the connection without an answer.
         *
         * @return the fault
         */
        public Fault dropAfterWork() {
            return of(Kind.DROP_AFTER_WORK, 0);
        }

        /**
         * Does nothing for a while, and then all as usual.
         *
         * @param time how long
         * @return the fault
         */
        public Fault stall(Duration time) {
            return of(Kind.STALL, 0, Optional.empty(), Optional.of(time));
        }

        /**
         * Lets bodies flow slowly, in both directions.
         *
         * @param bytesPerSecond how fast
         * @return the fault
         */
        public Fault slow(long bytesPerSecond) {
            return of(Kind.SLOW, bytesPerSecond);
        }

        /**
         * Ends the answer's body early, with a length that says so.
         *
         * @param bytes how many bytes are left of it
         * @return the fault
         */
        public Fault truncate(long bytes) {
            return of(Kind.TRUNCATE, bytes);
        }

        /**
         * Changes a byte of the request's body.
         *
         * @param offset which one
         * @return the fault
         */
        public Fault corruptRequest(long offset) {
            return of(Kind.CORRUPT_REQUEST, offset);
        }

        /**
         * Changes a byte of the answer's body.
         *
         * @param offset which one
         * @return the fault
         */
        public Fault corruptResponse(long offset) {
            return of(Kind.CORRUPT_RESPONSE, offset);
        }

        /**
         * Carries the request out twice, as an impatient proxy does.
         *
         * @return the fault
         */
        public Fault duplicate() {
            return of(Kind.DUPLICATE, 0);
        }

        /**
         * Returns a fault of any kind.
         *
         * @param kind what goes wrong
         * @param amount the kind's number
         * @param body the body that is answered with a status
         * @param wait how long it stalls, or what {@code Retry-After} says
         * @return the fault
         */
        public Fault of(Kind kind, long amount, Optional<String> body, Optional<Duration> wait) {
            return new Fault(method, path, kind, amount, body, wait, 0, 1);
        }

        private Fault of(Kind kind, long amount) {
            return of(kind, amount, Optional.empty(), Optional.empty());
        }
    }
}
