package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something that was done to users, as the server noted it. Immutable. Made by Plinth only. */
public interface AuditEntry {

    /**
     * Returns the entry's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns what was done.
     *
     * @return such as {@code login}, {@code user_signedup}, {@code token_refreshed}
     */
    String action();

    /**
     * Returns what kind of thing it was done to.
     *
     * @return such as {@code account}, {@code team}, {@code token}, {@code user}
     */
    String logType();

    /**
     * Returns who did it.
     *
     * @return the user's id, if it was a user
     */
    Optional<String> actorId();

    /**
     * Returns who did it, by name.
     *
     * @return usually the e-mail, if there is one
     */
    Optional<String> actorUsername();

    /**
     * Returns when it was done.
     *
     * @return the time, if the server told it
     */
    Optional<Instant> createdAt();

    /**
     * Returns all that the server noted.
     *
     * @return JSON as JDK types, unmodifiable
     */
    Map<String, Object> payload();
}
