package dev.plinth.core.internal.connection;

import dev.plinth.core.internal.async.CancelScope;

/** A view of a connection whose calls, and the responses opened by it, can be stopped by any thread. */
public final class CancellableConnection {

    private final LiveConnection connection;
    private final CancelScope scope;

    CancellableConnection(LiveConnection connection, CancelScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** Returns the view. */
    public LiveConnection connection() {
        return connection;
    }

    /** Stops everything; further calls are refused. */
    public void cancel() {
        scope.cancel();
    }
}
