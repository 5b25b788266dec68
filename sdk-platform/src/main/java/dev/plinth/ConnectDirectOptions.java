package dev.plinth;

import dev.plinth.core.ConnectionOptions;
import dev.plinth.internal.DirectConnection;
import java.util.function.Consumer;

/** How to go straight to a project. Made by Plinth only; not thread-safe. */
public sealed interface ConnectDirectOptions permits DirectConnection {

    /**
     * Goes with the key that may do everything, and not with the one for clients.
     *
     * @return these options
     */
    ConnectDirectOptions useServiceRole();

    /**
     * Sets what is to differ from the defaults of a connection.
     *
     * @param options timeouts, attempts, a transport, …
     * @return these options
     */
    ConnectDirectOptions connection(Consumer<? super ConnectionOptions> options);
}
