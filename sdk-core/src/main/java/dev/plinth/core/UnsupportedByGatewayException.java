package dev.plinth.core;

/** The way that this connection goes does not offer the operation. Thrown before anything is sent. */
public final class UnsupportedByGatewayException extends PlinthException {

    private static final long serialVersionUID = 1L;

    /** The operation's name. */
    private final String operation;

    /**
     * Makes an exception for an operation that a gateway lacks.
     *
     * @param operation the operation's name
     * @param gateway the gateway
     * @param instead what offers it
     */
    public UnsupportedByGatewayException(String operation, String gateway, String instead) {
        super(operation + " is not offered by " + gateway, false, instead, null);
        this.operation = operation;
    }

    /**
     * Returns the operation's name.
     *
     * @return the name
     */
    public String operation() {
        return operation;
    }
}
