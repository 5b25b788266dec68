package dev.plinth.core;

/**
 * A server's code for what went wrong. The servers may send any; the constants here are those that Plinth itself puts in
 * where a server gave none.
 *
 * <p>Immutable and thread-safe.
 */
public final class ErrorCode extends OpenEnum {

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

    private ErrorCode(String value) {
        super(value);
    }

    /**
     * Returns the code with this text.
     *
     * @param value the code as the server writes it; case counts
     * @return the code
     */
    public static ErrorCode of(String value) {
        return new ErrorCode(value);
    }
}
