package dev.plinth.core;

/**
 * A server's error code. Servers may send any code; the constants of this class are those that Plinth uses when a
 * server sends none.
 *
 * <p>Immutable and thread-safe.
 */
public final class ErrorCode extends OpenEnum {

    /** 400, 415, 416 or 422 without a code. */
    public static final ErrorCode INVALID_REQUEST = new ErrorCode("invalid_request");

    /** 401: the credential is missing or not accepted. */
    public static final ErrorCode UNAUTHORIZED = new ErrorCode("unauthorized");

    /** 403 without a code. */
    public static final ErrorCode FORBIDDEN = new ErrorCode("forbidden");

    /** 404 or 405 without a code. */
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

    /** 5xx without a code, from a proxy that could not reach the server behind it. */
    public static final ErrorCode UPSTREAM_UNAVAILABLE = new ErrorCode("upstream_unavailable");

    private ErrorCode(String value) {
        super(value);
    }

    /**
     * Returns the error code with the given value.
     *
     * @param value the code as the server sends it; case-sensitive
     * @return the code
     */
    public static ErrorCode of(String value) {
        return new ErrorCode(value);
    }
}
