package dev.plinth.auth;

import java.util.Optional;

/** What came of a code or link. Immutable. Made by Plinth only. */
public interface VerifyOtpResult {

    /**
     * Returns the session that began.
     *
     * @return the session; empty if the server waits for the other code too, as with a change of e-mail that both the old
     *     and the new address have to confirm
     */
    Optional<Session> session();

    /**
     * Returns what the server says instead of a session.
     *
     * @return its message, if there is no session
     */
    Optional<String> message();
}
