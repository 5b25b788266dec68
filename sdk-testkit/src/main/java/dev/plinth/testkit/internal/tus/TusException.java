package dev.plinth.testkit.internal.tus;

import java.util.function.Supplier;

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

    /** The errors that several operations have. */
    enum Known implements Supplier<TusException> {
        NOT_FOUND(404, "The file for this url was not found\n"),
        GONE(410, "The file for this url no longer exists\n"),
        LENGTH_REQUIRED(400, "Upload-Length or Upload-Defer-Length header required\n"),
        TOO_LARGE(413, "Maximum size exceeded\n"),
        SIZE_EXCEEDED(413, "upload's size exceeded\n"),
        OFFSET_CONFLICT(409, "Upload-Offset conflict\n"),
        LOCK_TIMEOUT(503, "acquiring lock timeout");

        private final int status;
        private final String message;

        Known(int status, String message) {
            this.status = status;
            this.message = message;
        }

        /** Throws the error where a condition holds. */
        void throwIf(boolean condition) {
            if (condition) {
                throw get();
            }
        }

        @Override
        public TusException get() {
            return new TusException(status, message);
        }
    }
}
