package dev.plinth.auth.internal.signin;

import dev.plinth.auth.Session;
import dev.plinth.auth.VerifyOtpResult;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.OtpOperations.Verified;
import java.util.Optional;
import java.util.function.Function;

/** What came of a code or link. */
public record VerifyOtpRecord(Optional<Session> session, Optional<String> message) implements VerifyOtpResult {

    public static VerifyOtpResult of(Verified answer, Function<SessionResponse, Session> begin) {
        return new VerifyOtpRecord(Optional.ofNullable(answer.session()).map(begin), answer.message());
    }
}
