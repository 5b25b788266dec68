package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a token says that was verified. Immutable and thread-safe. Made by Plinth only. */
public interface VerifiedToken {

    /** One way in which the user showed who he is, in this session. */
    interface Method {

        /**
         * Returns the way.
         *
         * @return such as {@code password}, {@code otp}, {@code oauth}, {@code totp}
         */
        String name();

        /**
         * Returns when that was.
         *
         * @return the time, if the token tells it
         */
        Optional<Instant> at();
    }

    /**
     * Returns the user's id.
     *
     * @return a UUID; empty for keys, which are nobody's
     */
    Optional<String> subject();

    /**
     * Returns the session's id.
     *
     * @return a UUID, if the token is a session's
     */
    Optional<String> sessionId();

    /**
     * Returns the role in the database.
     *
     * @return such as {@code authenticated}; empty if the token has none
     */
    Optional<String> role();

    /**
     * Returns how sure the server is of the user.
     *
     * @return {@code aal1}, or {@code aal2} after a second factor, if the token tells it
     */
    Optional<String> assuranceLevel();

    /**
     * Returns how the user showed who he is.
     *
     * @return the ways, newest first, unmodifiable
     */
    List<Method> authenticationMethods();

    /**
     * Returns the user's e-mail.
     *
     * @return the address, if there is one
     */
    Optional<String> email();

    /**
     * Returns the user's phone number.
     *
     * @return digits without a plus, if there are any
     */
    Optional<String> phone();

    /**
     * Tells whether the user signed in without saying who he is.
     *
     * @return true for anonymous users
     */
    boolean isAnonymous();

    /**
     * Returns who made the token.
     *
     * @return the issuer, if the token tells it
     */
    Optional<String> issuer();

    /**
     * Returns whom the token was made for.
     *
     * @return usually {@code authenticated} alone; unmodifiable
     */
    List<String> audience();

    /**
     * Returns when the token was made.
     *
     * @return the time, if the token tells it
     */
    Optional<Instant> issuedAt();

    /**
     * Returns when the token expires.
     *
     * @return the time
     */
    Instant expiresAt();

    /**
     * Returns what the user may say of himself: believe it no more than him.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> userMetadata();

    /**
     * Returns what only administrators may say of the user.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> appMetadata();

    /**
     * Returns all that the token says.
     *
     * @return JSON as JDK types by the claims' names, unmodifiable
     */
    Map<String, Object> claims();
}
