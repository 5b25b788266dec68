package dev.plinth.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server's code for what went wrong. The servers may send any; the constants here are those that Plinth itself puts in
 * where a server gave none.
 *
 * <p>Immutable and thread-safe.
 */
public final class ErrorCode {

    /** 400 or 422 without a code. */
    public static final ErrorCode INVALID_REQUEST = new ErrorCode("invalid_request");

    /** 401: no credential, or one that the server does not accept. */
    public static final ErrorCode UNAUTHORIZED = new ErrorCode("unauthorized");

    /** 403 without a code. */
    public static final ErrorCode FORBIDDEN = new ErrorCode("forbidden");

    /** 404 without a code. */
    public static final ErrorCode NOT_FOUND = new ErrorCode("not_found");

    /** 409 without a code. */
    public static final ErrorCode CONFLICT = new ErrorCode("conflict");

    /** 413 without a code. */
    public static final ErrorCode PAYLOAD_TOO_LARGE = new ErrorCode("payload_too_large");

    /** 429 without a code. */
    public static final ErrorCode RATE_LIMITED = new ErrorCode("rate_limited");

    /** 5xx without a code. */
    public static final ErrorCode SERVER_ERROR = new ErrorCode("server_error");

    /** 540: the project is paused. */
    public static final ErrorCode PROJECT_PAUSED = new ErrorCode("project_paused");

    /** A proxy could not reach the server behind it, and said so without a code. */
    public static final ErrorCode UPSTREAM_UNAVAILABLE = new ErrorCode("upstream_unavailable");

    private final String value;

    private ErrorCode(String value) {
        this.value = value;
    }

    /**
     * Returns the code with this text.
     *
     * @param value the code as the server writes it; case counts
     * @return the code
     */
    public static ErrorCode of(String value) {
        return new ErrorCode(Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns the code as the server writes it.
     *
     * @return the text
     */
    public String value() {
        return value;
    }

    /**
     * Compares with a code's text.
     *
     * @param code the text; case counts
     * @return true if this is that code
     */
    public boolean hasValue(String code) {
        return value.equals(code);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ErrorCode that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
