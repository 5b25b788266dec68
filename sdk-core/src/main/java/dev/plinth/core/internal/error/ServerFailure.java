package dev.plinth.core.internal.error;

import dev.plinth.core.ErrorCode;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.text.Description;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A parsed error response. */
public record ServerFailure(
        int status,
        int httpStatus,
        ErrorCode code,
        String message,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        List<String> reasons,
        boolean structured)
        implements Failure {

    /** Returns a copy of this failure with another status, code and message. */
    public ServerFailure interpretedAs(int otherStatus, ErrorCode otherCode, String otherMessage) {
        return new ServerFailure(
                otherStatus, httpStatus, otherCode, otherMessage, requestId, retryAfter, reasons, structured);
    }

    @Override
    public String toString() {
        return Description.of("Failure")
                .add(status)
                .add("code", code)
                .add(message)
                .add("requestId", requestId)
                .toString();
    }
}
