package dev.plinth.auth;

import java.util.Optional;

/** The result of the verification of a one-time code or link. Immutable. Created by Plinth only. */
public interface VerifyOtpResult {

    /**
     * {@return the new session; empty if the server requires a second confirmation first, as for a change of the e-mail
     * address that the old and the new address both have to confirm}
     */
    Optional<Session> session();

    /** {@return the server's message; empty if there is a session} */
    Optional<String> message();
}
