package dev.plinth.s3compat.internal.http;

import dev.plinth.core.http.CallContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The call context of a request of AWS's client, which enforces its timeouts itself. */
final class RequestContext implements CallContext {

    private final Duration idleTimeout;
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    RequestContext(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public String operation() {
        return "s3";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Duration remaining() {
        return Duration.ofDays(365);
    }

    @Override
    public Duration idleTimeout() {
        return idleTimeout;
    }

    @Override
    public Registration onCancel(Runnable action) {
        // A new object: the same action may be registered twice.
        Runnable registered = () -> action.run();
        actions.add(registered);
        if (cancelled) {
            runOnce(registered);
        }
        return () -> actions.remove(registered);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
        actions.forEach(this::runOnce);
    }

    private void runOnce(Runnable registered) {
        if (actions.remove(registered)) {
            registered.run();
        }
    }
}
