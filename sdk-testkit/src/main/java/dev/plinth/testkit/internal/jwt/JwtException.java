package dev.plinth.testkit.internal.jwt;

/** A token that is not accepted; the message is the one the Storage server's library (jose) gives. */
public final class JwtException extends Exception {
    private static final long serialVersionUID = 1L;

    public JwtException(String message) {
        super(message);
    }
}
