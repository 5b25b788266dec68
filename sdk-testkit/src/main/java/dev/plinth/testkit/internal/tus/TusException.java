package dev.plinth.testkit.internal.tus;

/** An error of the resumable protocol: plain text and a real status. Most of the protocol's own end in a newline. */
final class TusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    TusException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    static TusException notFound() {
        return new TusException(404, "The file for this url was not found\n");
    }

    static TusException gone() {
        return new TusException(410, "The file for this url no longer exists\n");
    }

    static TusException lengthRequired() {
        return new TusException(400, "Upload-Length or Upload-Defer-Length header required\n");
    }

    static TusException tooLarge() {
        return new TusException(413, "Maximum size exceeded\n");
    }

    static TusException sizeExceeded() {
        return new TusException(413, "upload's size exceeded\n");
    }

    static TusException offsetConflict() {
        return new TusException(409, "Upload-Offset conflict\n");
    }

    static TusException exists() {
        return new TusException(409, "The resource already exists");
    }

    static TusException lockTimeout() {
        return new TusException(503, "acquiring lock timeout");
    }
}
