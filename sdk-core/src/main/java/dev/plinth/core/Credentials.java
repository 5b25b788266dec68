package dev.plinth.core;

import java.util.Optional;

/**
 * What a call is authorized by. Ready ones: {@link AccessToken}, {@link ApiKey}, {@link BasicCredentials},
 * {@link HeaderCredentials}, and the sessions of {@code plinth-auth}.
 *
 * <p>Implementations are thread-safe. A connection never runs {@link #freshToken()} of one object twice at the same time:
 * however many calls find their token refused, it is renewed once, on a thread of the connection, and all take the new
 * one.
 */
public interface Credentials {

    /**
     * Returns the token at hand, if it is still good. Must not block.
     *
     * @return the token; empty if one has to be obtained first
     */
    Optional<Secret> token();

    /**
     * Returns the token that {@link #token()} no longer gives because it expires soon, as long as it is still valid.
     * Calls then use it and have the next one fetched in the background, so that none of them waits. Must not block.
     *
     * @return the expiring token; empty, as by default, if calls have to wait for a new one
     */
    default Optional<Secret> expiringToken() {
        return Optional.empty();
    }

    /**
     * Obtains a token anew, because there is none or the server refused the one at hand. May block, and must give up by
     * itself in the end: no caller's cancelling stops it.
     *
     * @return the new token; empty if these credentials cannot get another
     */
    default Optional<Secret> freshToken() {
        return Optional.empty();
    }

    /**
     * Returns the header that carries the token.
     *
     * @return {@code Authorization}, unless told otherwise
     */
    default String headerName() {
        return "Authorization";
    }

    /**
     * Returns what the header says.
     *
     * @param token the token
     * @return {@code Bearer} and the token, unless told otherwise
     */
    default String headerValue(Secret token) {
        return "Bearer " + token.reveal();
    }
}
