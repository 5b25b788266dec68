package dev.plinth.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a verified token. Immutable and thread-safe. Created by Plinth only. */
public interface VerifiedToken {

    /** An authentication method that the user used in this session, from the claim {@code amr}. */
    interface Method {

        /** {@return the method's name, such as {@code password}, {@code otp}, {@code oauth} or {@code totp}} */
        String name();

        /** {@return the time when the method was used; empty if the token does not contain it} */
        Optional<Instant> at();
    }

    /** {@return the user's UUID, from the claim {@code sub}; empty for API keys, which belong to no user} */
    Optional<String> subject();

    /** {@return the session's UUID, from the claim {@code session_id}; empty if the token belongs to no session} */
    Optional<String> sessionId();

    /** {@return the database role, such as {@code authenticated}; empty if the token has none} */
    Optional<String> role();

    /**
     * {@return the authenticator assurance level, {@code aal1}, or {@code aal2} after a second factor was verified;
     * empty if the token does not contain it}
     */
    Optional<String> assuranceLevel();

    /** {@return the authentication methods that the user used in this session, newest first; unmodifiable} */
    List<Method> authenticationMethods();

    /** {@return the user's e-mail address; empty if they have none} */
    Optional<String> email();

    /** {@return the user's phone number, digits without a plus; empty if they have none} */
    Optional<String> phone();

    /** {@return true if the user signed in anonymously} */
    boolean isAnonymous();

    /** {@return the issuer, from the claim {@code iss}; empty if the token has none} */
    Optional<String> issuer();

    /** {@return the audiences, from the claim {@code aud}, usually only {@code authenticated}; unmodifiable} */
    List<String> audience();

    /** {@return the time when the token was issued, from the claim {@code iat}; empty if the token has none} */
    Optional<Instant> issuedAt();

    /** {@return the time when the token expires, from the claim {@code exp}} */
    Instant expiresAt();

    /**
     * {@return the metadata that users can change themselves, as JSON in JDK types; unmodifiable} Do not base
     * permissions on it.
     */
    Map<String, Object> userMetadata();

    /** {@return the metadata that only administrators can change, as JSON in JDK types; unmodifiable} */
    Map<String, Object> appMetadata();

    /** {@return all claims by name, as JSON in JDK types; unmodifiable} */
    Map<String, Object> claims();
}
