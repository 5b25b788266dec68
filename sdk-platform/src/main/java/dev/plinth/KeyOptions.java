package dev.plinth;

import dev.plinth.internal.DirectConnection;

/** What may be known of a project's keys. Made by Plinth only; not thread-safe. */
public sealed interface KeyOptions permits DirectConnection {

    /**
     * Asks for the keys that may do everything, too: they pass by row-level security, and belong on servers only.
     *
     * @return these options
     */
    KeyOptions includeServiceRole();
}
