package dev.plinth.examples.shop;

import dev.plinth.core.ApiException;
import dev.plinth.core.LocalIOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the platform refuses, the shop refuses with the same status; its failures are a bad gateway. */
@RestControllerAdvice
class ErrorResponses {

    @ExceptionHandler
    ProblemDetail refused(ApiException e) {
        ProblemDetail problem = ProblemDetail.forStatus(e.status() < 500 ? e.status() : HttpStatus.BAD_GATEWAY.value());
        problem.setDetail(e.code().value());
        return problem;
    }

    /** The upload broke off. */
    @ExceptionHandler
    ProblemDetail unreadable(LocalIOException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The upload is incomplete.");
    }
}
