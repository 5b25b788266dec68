package dev.plinth.auth.internal;

import dev.plinth.auth.Session;
import dev.plinth.auth.SignUpResult;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.SignInOperations.SignedUp;
import java.util.Optional;
import java.util.function.Function;

/** What came of a sign-up. */
public record SignUpOutcome(Outcome outcome, Optional<Session> session, User user) implements SignUpResult {

    public static SignUpResult of(SignedUp answer, Function<SessionAnswer, Session> begin) {
        return new SignUpOutcome(
                answer.outcome(), Optional.ofNullable(answer.session()).map(begin), answer.user());
    }
}
