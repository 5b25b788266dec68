package dev.plinth.s3compat.internal.wire;

import dev.plinth.core.http.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a transport learns of a request of AWS's client, which watches the time itself. */
final class Cancellable implements CallContext {

    private final Duration stallTimeout;
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    Cancellable(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
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
    public Duration stallTimeout() {
        return stallTimeout;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    @Override
    public boolean cancelled() {
        synchronized (actions) {
            return cancelled;
        }
    }

    void cancel() {
        List<Runnable> now;
        synchronized (actions) {
            cancelled = true;
            now = List.copyOf(actions);
            actions.clear();
        }
        now.forEach(Runnable::run);
    }
}
