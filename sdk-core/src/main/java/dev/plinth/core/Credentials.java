package dev.plinth.core;

import java.util.Optional;

/**
 * Authorizes calls. Implementations in Plinth: {@link AccessToken}, {@link ApiKey}, {@link BasicCredentials},
 * {@link HeaderCredentials}, and the sessions of {@code plinth-auth}.
 *
 * <p>Implementations must be thread-safe. A connection never calls {@link #freshToken()} of the same object
 * concurrently: however many calls need a new token, it is obtained once, on a thread of the connection, and all of
 * them use it.
 */
public interface Credentials {

    /**
     * Returns the current token if it is valid. Must not block.
     *
     * @return the token; empty if a token has to be obtained first
     */
    Optional<Secret> token();

    /**
     * Returns a token that {@link #token()} no longer returns because it expires soon, as long as it is still valid.
     * Calls then use it while a new token is obtained in the background, so none of them waits. Must not block.
     *
     * @return the expiring token; empty, the default, if calls must wait for a new token
     */
    default Optional<Secret> expiringToken() {
        return Optional.empty();
    }

    /**
     * Obtains a new token, because there is none or because the server rejected the current one. May block, but must
     * return or fail after a limited time: cancelling a call does not stop it.
     *
     * @return the new token; empty, the default, if these credentials cannot obtain one
     */
    default Optional<Secret> freshToken() {
        return Optional.empty();
    }

    /**
     * Returns the name of the header that contains the token.
     *
     * @return the header's name; by default {@code Authorization}
     */
    default String headerName() {
        return "Authorization";
    }

    /**
     * Returns the value of the header that contains the token.
     *
     * @param token the token
     * @return the header's value; by default {@code Bearer} and the token
     */
    default String headerValue(Secret token) {
        return "Bearer " + token.reveal();
    }
}
