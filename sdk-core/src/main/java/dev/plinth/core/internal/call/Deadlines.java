package dev.plinth.core.internal.call;

import dev.plinth.core.http.CallContext.Registration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes longer than it may, on one thread that sleeps until the first limit is reached. A call that ends in
 * time wakes nobody: waking another thread costs more than the rest of a small call's bookkeeping.
 */
final class Deadlines {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(30);

    private final Timing timing;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> watcher = new AtomicReference<>();

    /** When the watcher looks next; while it looks, whoever comes wakes it. */
    private volatile long looksNext;

    private volatile boolean looking = true;
    private volatile boolean closed;

    Deadlines(Timing timing) {
        this.timing = timing;
    }

    /** Runs the action when the limit is reached, unless it is taken back before. */
    Registration watch(TimeLimit limit, Runnable action) {
        Watch watch = new Watch(limit, action);
        watches.add(watch);
        expect(limit);
        return watch;
    }

    /** Sees to it that somebody is awake when a limit, new or moved, is reached. */
    void expect(TimeLimit limit) {
        Thread thread = watcher.get();
        if (thread == null) {
            start();
        } else if (looking || limit.end() - looksNext < 0) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the watcher; what is watched is not ended by it any more. */
    void close() {
        closed = true;
        watches.clear();
        LockSupport.unpark(watcher.get());
    }

    private void start() {
        Thread thread = new Thread(this::run, "plinth-deadlines");
        thread.setDaemon(true);
        if (!closed && watcher.compareAndSet(null, thread)) {
            thread.start();
        }
    }

    private void run() {
        boolean idle = false;
        while (!closed && !(idle && watches.isEmpty())) {
            idle = watches.isEmpty();
            looking = true;
            long pause = endLate();
            looksNext = timing.nanoTime() + pause;
            looking = false;
            LockSupport.parkNanos(this, pause);
        }
        looking = true;
        watcher.set(null);
        if (!closed && !watches.isEmpty()) {
            start();
        }
    }

    /** Ends what is late; returns the nanoseconds until the next limit. */
    private long endLate() {
        long pause = IDLE;
        for (Watch watch : watches) {
            long left = watch.limit.standing() ? IDLE : watch.limit.left();
            if (left > 0) {
                pause = Math.min(pause, left);
            } else {
                watch.end();
            }
        }
        return pause;
    }

    private final class Watch implements Registration {

        private final TimeLimit limit;
        private final Runnable action;

        Watch(TimeLimit limit, Runnable action) {
            this.limit = limit;
            this.action = action;
        }

        void end() {
            remove();
            try {
                action.run();
            } catch (RuntimeException e) {
                // A transport that cannot stop one call must not keep the others from ending.
            }
        }

        @Override
        public void remove() {
            watches.remove(this);
        }
    }
}
