package dev.plinth.auth.internal;

import dev.plinth.auth.Session;
import dev.plinth.auth.Verification;
import dev.plinth.auth.internal.CodeOperations.Verified;
import java.util.Optional;
import java.util.function.Function;

/** What came of a code or link. */
public record VerifiedRecord(Optional<Session> session, Optional<String> message) implements Verification {

    public static Verification of(Verified answer, Function<SessionAnswer, Session> begin) {
        return new VerifiedRecord(Optional.ofNullable(answer.session()).map(begin), answer.message());
    }
}
