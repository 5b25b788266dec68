package dev.plinth.testkit.internal.jwt;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A token that is not accepted; the message is that of the Storage server's library (jose). */
public final class JwtException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with a token, in the order in which it is checked. */
    public enum Flaw {
        SEGMENTS("Invalid Compact JWS"),
        HEADER("JWS Protected Header is invalid"),
        ALGORITHM("\"alg\" (Algorithm) Header Parameter value not allowed"),
        KEY_ID("no applicable key found in the JSON Web Key Set"),
        SIGNATURE("signature verification failed"),
        CLAIMS("JWT Claims Set must be a top-level JSON object"),
        NBF_TYPE("\"nbf\" claim must be a number"),
        NBF("\"nbf\" claim timestamp check failed"),
        EXP_TYPE("\"exp\" claim must be a number"),
        EXP("\"exp\" claim timestamp check failed");

        private final String message;

        Flaw(String message) {
            this.message = message;
        }
    }

    public final Flaw flaw;

    /** The token's header; empty if it could not be read. */
    public final transient ObjectNode header;

    JwtException(Flaw flaw, ObjectNode header) {
        super(flaw.message);
        this.flaw = flaw;
        this.header = header;
    }
}
