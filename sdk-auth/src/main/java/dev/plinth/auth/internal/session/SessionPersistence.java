package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionStore;
import dev.plinth.auth.internal.session.StoredSession.State;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CallTimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The store of a session. A failing store does not end the session: the failure is reported, and it continues. */
final class SessionPersistence {

    private final Consumer<RuntimeException> failures;
    private volatile SessionStore store;
    private volatile boolean saved;

    SessionPersistence(SessionStore store, boolean saved, Consumer<RuntimeException> failures) {
        this.store = store;
        this.saved = saved;
        this.failures = failures;
    }

    /** Changes the store; returns false if it is already in use. */
    boolean moveTo(SessionStore other) {
        if (store.equals(other)) {
            return false;
        }
        store = other;
        saved = false;
        return true;
    }

    StoredSession load(Tokens own) {
        return StoredSession.load(store, own);
    }

    /** Returns whether the stored session was removed, because another process with the same store signed out. */
    boolean removedElsewhere(StoredSession stored) {
        return saved && stored.hasState(State.EMPTY);
    }

    void save(Tokens tokens) {
        try {
            store.save(SessionJson.write(tokens));
            saved = true;
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    void clear(Tokens own) {
        try {
            if (!load(own).hasState(State.OTHER_SESSION)) {
                store.clear();
            }
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    /**
     * Runs a function with the store's lock, or without it if the store fails to lock.
     *
     * @throws CallTimeoutException if the lock is held by another thread or process for too long
     */
    Tokens withLock(Supplier<Tokens> work) {
        RunOnce once = new RunOnce(work);
        try {
            Tokens ignored = store.withLock(once);
        } catch (CallCancelledException | CallTimeoutException e) {
            if (!once.started) {
                throw e;
            }
        } catch (RuntimeException e) {
            if (once.failure == null) {
                failures.accept(e);
            }
        }
        return once.started ? once.outcome() : once.get();
    }

    /** Remembers the function's result or exception, which is used even if the store fails later or hides it. */
    private static final class RunOnce implements Supplier<Tokens> {

        private final Supplier<Tokens> work;
        private boolean started;
        private @Nullable Tokens result;
        private @Nullable RuntimeException failure;

        RunOnce(Supplier<Tokens> work) {
            this.work = work;
        }

        @Override
        public Tokens get() {
            started = true;
            try {
                Tokens tokens = work.get();
                result = tokens;
                return tokens;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        Tokens outcome() {
            if (failure != null) {
                throw failure;
            }
            if (result == null) {
                throw new IllegalStateException("the session store's withLock did not run the given function");
            }
            return result;
        }
    }
}
