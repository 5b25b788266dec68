package dev.plinth.auth.internal.signin;

import dev.plinth.auth.Session;
import dev.plinth.auth.VerifyOtpResult;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.OtpOperations.Verified;
import dev.plinth.core.internal.text.Description;
import java.util.Optional;
import java.util.function.Function;

/** The result of the verification of a code or link. */
public record VerifyOtpRecord(Optional<Session> session, Optional<String> message) implements VerifyOtpResult {

    public static VerifyOtpResult of(Verified response, Function<SessionResponse, Session> toSession) {
        return new VerifyOtpRecord(Optional.ofNullable(response.session()).map(toSession), response.message());
    }

    @Override
    public String toString() {
        return Description.of("VerifyOtpResult")
                .add(session)
                .add("message", message)
                .toString();
    }
}
