package dev.plinth.testkit.iceberg.internal;

/** An error of the Storage server that Iceberg's protocol does not have. */
final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    CatalogException(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
