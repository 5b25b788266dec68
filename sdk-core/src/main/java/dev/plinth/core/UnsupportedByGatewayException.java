package dev.plinth.core;

/**
 * Thrown when the connection's gateway (a control plane, or a project itself) does not offer the operation. Thrown
 * before anything is sent. Not retryable.
 */
public final class UnsupportedByGatewayException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The operation's name. */
    private final String operation;

    /**
     * Creates an exception for an operation that a gateway does not offer.
     *
     * @param operation the operation's name
     * @param gateway the gateway
     * @param alternative what to use instead
     */
    public UnsupportedByGatewayException(String operation, String gateway, String alternative) {
        super(operation + " is not offered by " + gateway, false, alternative, null);
        this.operation = operation;
    }

    /** {@return the operation's name} */
    public String operation() {
        return operation;
    }
}
