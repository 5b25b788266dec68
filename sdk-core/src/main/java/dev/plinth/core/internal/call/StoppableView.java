package dev.plinth.core.internal.call;

/** A view of a connection whose calls, and the responses opened by it, can be stopped by any thread. */
public final class StoppableView {

    private final LiveConnection connection;
    private final CancelScope scope;

    StoppableView(LiveConnection connection, CancelScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** Returns the view. */
    public LiveConnection connection() {
        return connection;
    }

    /** Stops everything; further calls are refused. */
    public void stop() {
        scope.cancel();
    }
}
