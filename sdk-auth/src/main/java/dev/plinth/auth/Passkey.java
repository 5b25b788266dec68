package dev.plinth.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A passkey of a user. Immutable and thread-safe. Implemented by Plinth only. */
public interface Passkey {

    /**
     * Returns the passkey's id.
     *
     * @return a UUID
     */
    String id();

    /**
     * Returns the name that the user gave the passkey.
     *
     * @return the name, if there is one
     */
    Optional<String> friendlyName();

    /**
     * Returns when the passkey was registered.
     *
     * @return the time, if the server sent it
     */
    Optional<Instant> createdAt();

    /**
     * Returns when the user last signed in with the passkey.
     *
     * @return the time; empty if they never did
     */
    Optional<Instant> lastUsedAt();

    /**
     * Returns the fields of the response that this version of Plinth does not know.
     *
     * @return JSON as JDK types by the server's names, unmodifiable; empty if there are none
     */
    Map<String, Object> unknownFields();
}
