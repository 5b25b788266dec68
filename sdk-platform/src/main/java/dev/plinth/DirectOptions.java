package dev.plinth;

import dev.plinth.core.ConnectionOptions;
import java.util.function.Consumer;

/** How to go straight to a project. Made by Plinth only; not thread-safe. */
public interface DirectOptions {

    /**
     * Goes with the key that may do everything, and not with the one for clients.
     *
     * @return these options
     */
    DirectOptions allowServiceRole();

    /**
     * Sets what is to differ from the defaults of a connection.
     *
     * @param options timeouts, attempts, a transport, …
     * @return these options
     */
    DirectOptions connection(Consumer<? super ConnectionOptions> options);
}
