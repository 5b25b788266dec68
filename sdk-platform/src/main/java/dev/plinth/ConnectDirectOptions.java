package dev.plinth;

import dev.plinth.core.ConnectionOptions;
import dev.plinth.internal.DirectConnection;
import java.util.function.Consumer;

/**
 * Options of {@link Project#connectDirect(java.util.function.Consumer)}. Cannot be implemented outside Plinth. Not
 * thread-safe.
 */
public sealed interface ConnectDirectOptions permits DirectConnection {

    /**
     * Uses a key with full access (service role) instead of the key for clients. Such a key bypasses row-level security
     * and belongs on servers only.
     *
     * @return these options
     */
    ConnectDirectOptions useServiceRole();

    /**
     * Sets options of the direct connection, such as its timeout, its number of attempts or its transport.
     *
     * @param options sets the options that differ from the defaults
     * @return these options
     */
    ConnectDirectOptions connection(Consumer<? super ConnectionOptions> options);
}
