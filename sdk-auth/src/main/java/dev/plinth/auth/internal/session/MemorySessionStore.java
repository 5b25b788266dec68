package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionStore;
import dev.plinth.core.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores a session in memory. */
public final class MemorySessionStore implements SessionStore {

    private volatile @Nullable Secret stored;

    @Override
    public Optional<Secret> load() {
        return Optional.ofNullable(stored);
    }

    @Override
    public void save(Secret session) {
        stored = session;
    }

    @Override
    public void clear() {
        stored = null;
    }

    @Override
    public String toString() {
        return "SessionStore[in memory]";
    }
}
