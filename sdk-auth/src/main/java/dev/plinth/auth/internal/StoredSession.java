package dev.plinth.auth.internal;

import dev.plinth.auth.SessionStore;
import dev.plinth.core.Secret;
import java.util.Optional;

/**
 * What a store holds, as seen by a session that uses it.
 *
 * @param latest the newest tokens of the session that are known: the store's or one's own
 * @param anothers whether the store holds another session
 * @param vanished whether somebody removed it
 */
record StoredSession(Tokens latest, boolean anothers, boolean vanished) {

    /** A store that fails or is damaged does not end a session: it goes on with what it has. */
    static StoredSession load(SessionStore store, Tokens own) {
        Optional<Secret> text;
        try {
            text = store.load();
        } catch (RuntimeException e) {
            return new StoredSession(own, false, false);
        }
        if (text.isEmpty()) {
            return new StoredSession(own, false, true);
        }
        Tokens there = SessionText.read(text.get()).orElse(null);
        if (there == null || there.refreshToken().equals(own.refreshToken())) {
            return new StoredSession(own, false, false);
        }
        boolean same = there.sessionId().equals(own.sessionId());
        return new StoredSession(same ? there : own, !same, false);
    }
}
