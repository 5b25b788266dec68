package dev.plinth.auth.internal.signin;

import dev.plinth.auth.Session;
import dev.plinth.auth.SignUpResult;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.SignInOperations.SignedUp;
import java.util.Optional;
import java.util.function.Function;

/** What came of a sign-up. */
public record SignUpOutcome(Outcome outcome, Optional<Session> session, User user) implements SignUpResult {

    public static SignUpResult of(SignedUp answer, Function<SessionResponse, Session> begin) {
        return new SignUpOutcome(
                answer.outcome(), Optional.ofNullable(answer.session()).map(begin), answer.user());
    }
}
