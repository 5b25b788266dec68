package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An entry of the audit log: an action that was performed on a user. Immutable. Created by Plinth only. */
public interface AuditEntry {

    /** {@return the entry's UUID} */
    String id();

    /** {@return the action, such as {@code login}, {@code user_signedup} or {@code token_refreshed}} */
    String action();

    /** {@return the type of the entry, such as {@code account}, {@code team}, {@code token} or {@code user}} */
    String logType();

    /** {@return the UUID of the user who performed the action; empty if it was not a user} */
    Optional<String> actorId();

    /** {@return the name of the user who performed the action, usually their e-mail address; empty if unknown} */
    Optional<String> actorUsername();

    /** {@return the time of the action; empty if the server did not send it} */
    Optional<Instant> createdAt();

    /** {@return all fields that the server recorded, as JSON in JDK types; unmodifiable} */
    Map<String, Object> payload();
}
