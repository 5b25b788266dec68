package dev.plinth.core.internal.connection;

import dev.plinth.core.internal.async.CancelScope;

/** A derived connection whose calls, and the responses that they opened, can be cancelled by any thread. */
public final class CancellableConnection {

    private final LiveConnection connection;
    private final CancelScope scope;

    CancellableConnection(LiveConnection connection, CancelScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** Returns the derived connection. */
    public LiveConnection connection() {
        return connection;
    }

    /** Cancels all calls. New calls are refused. */
    public void cancel() {
        scope.cancel();
    }
}
