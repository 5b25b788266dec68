package dev.plinth.testkit.internal.jwt;

/** A token that is not accepted; the message is the one the Storage server's library (jose) gives. */
public final class JwtException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for servers that word it otherwise. */
    public enum Reason {
        MALFORMED,
        BAD_HEADER,
        ALGORITHM,
        SIGNATURE,
        BAD_CLAIMS,
        NOT_YET_VALID,
        EXPIRED
    }

    private final Reason reason;

    public JwtException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
