package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;

/**
 * An error as the Storage server words it: the body has the real status as text, the response itself nearly always
 * says 400.
 */
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

    /** The status that is meant; TUS and S3 send it as the response's own. */
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

    /** The answer on a REST route. */
    Reply reply() {
        return Reply.json(httpStatus, json());
    }

    /** The answer where the server has no error handler of its own: the keys stand in another order. */
    public Reply replyCodeFirst() {
        ObjectNode body = Json.object()
                .put("statusCode", Integer.toString(statusCode))
                .put("code", code)
                .put("error", error)
                .put("message", text());
        return Reply.json(httpStatus, body);
    }

    private ObjectNode json() {
        return Json.object()
                .put("statusCode", Integer.toString(statusCode))
                .put("error", error)
                .put("message", text())
                .put("code", code);
    }
}
