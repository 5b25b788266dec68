package dev.plinth.testkit.internal.auth;

import java.util.List;

/** An answer that is not a success. How it is written depends on the API version asked for. */
final class AuthError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The shapes that an error body has. */
    enum Shape {
        HTTP,
        OAUTH,
        WEAK_PASSWORD,
        POSTGRES,
        /** A handler that failed: no error id. */
        PANIC
    }

    final Shape shape;
    final int status;
    final String code;
    final String text;

    /** The reasons of a weak password; the detail and the words for newer clients of a Postgres error. */
    final transient List<String> extras;

    private AuthError(Shape shape, int status, String code, String text, List<String> extras) {
        super(text, null, false, false);
        this.shape = shape;
        this.status = status;
        this.code = code;
        this.text = text;
        this.extras = extras;
    }

    static AuthError of(int status, String code, String text) {
        return new AuthError(Shape.HTTP, status, code, text, List.of());
    }

    static AuthError invalid(String text) {
        return of(400, "validation_failed", text);
    }

    static AuthError badJson(String text) {
        return of(400, "bad_json", text);
    }

    static AuthError internal(String text) {
        return of(500, "unexpected_failure", text);
    }

    static AuthError panic(String text) {
        return new AuthError(Shape.PANIC, 500, "unexpected_failure", text, List.of());
    }

    static AuthError oauth(String error, String description) {
        return new AuthError(Shape.OAUTH, 400, error, description, List.of());
    }

    static AuthError weakPassword(String text, List<String> reasons) {
        return new AuthError(Shape.WEAK_PASSWORD, 422, "weak_password", text, reasons);
    }

    /** A unique constraint, passed through as Postgres worded it; newer clients read {@code wrapped}. */
    static AuthError duplicate(String constraint, String column, String value, String wrapped) {
        return new AuthError(
                Shape.POSTGRES,
                500,
                "23505",
                "duplicate key value violates unique constraint \"" + constraint + "\"",
                List.of("Key (" + column + ")=(" + value + ") already exists.", wrapped));
    }

    static AuthError expiredCode() {
        return of(403, "otp_expired", "Token has expired or is invalid");
    }

    static AuthError expiredLink() {
        return of(403, "otp_expired", "Email link is invalid or has expired");
    }

    static AuthError badJwt(String text) {
        return of(403, "bad_jwt", text);
    }
}
