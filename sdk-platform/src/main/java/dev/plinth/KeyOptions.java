package dev.plinth;

import dev.plinth.internal.DirectConnection;

/**
 * Options of {@link Project#getKeys(java.util.function.Consumer)}. Cannot be implemented outside Plinth. Not
 * thread-safe.
 */
public sealed interface KeyOptions permits DirectConnection {

    /**
     * Includes the keys with full access (service role). They bypass row-level security and belong on servers only.
     *
     * @return these options
     */
    KeyOptions includeServiceRole();
}
