package dev.plinth.auth.internal.signin;

import dev.plinth.auth.Session;
import dev.plinth.auth.SignUpResult;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.SignInOperations.SignedUp;
import dev.plinth.core.internal.text.Description;
import java.util.Optional;
import java.util.function.Function;

/** The result of a sign-up. */
public record SignUpOutcome(Outcome outcome, Optional<Session> session, User user) implements SignUpResult {

    public static SignUpResult of(SignedUp response, Function<SessionResponse, Session> toSession) {
        return new SignUpOutcome(
                response.outcome(), Optional.ofNullable(response.session()).map(toSession), response.user());
    }

    @Override
    public String toString() {
        return Description.of("SignUpResult")
                .add(outcome)
                .add(user)
                .add(session)
                .toString();
    }
}
