package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;

/** An error response. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final int statusCode;
    private final String error;
    private final String code;

    public StorageException(int httpStatus, int statusCode, String error, String code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.statusCode = statusCode;
        this.error = error;
        this.code = code;
    }

    public StorageException(int statusCode, String error, String code, String message) {
        this(statusCode == 500 ? 500 : 400, statusCode, error, code, message);
    }

    /** The status in the body; TUS and S3 send it as the status of the response. */
    public int statusCode() {
        return statusCode;
    }

    public String error() {
        return error;
    }

    public String code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** The response of a REST route. */
    Reply reply() {
        String status = Integer.toString(statusCode);
        return Reply.json(
                httpStatus, Json.object("statusCode", status, "error", error, "message", text(), "code", code));
    }

    /** The response where the server has no error handler: the keys are in another order. */
    public Reply replyCodeFirst() {
        String status = Integer.toString(statusCode);
        return Reply.json(
                httpStatus, Json.object("statusCode", status, "code", code, "error", error, "message", text()));
    }
}
