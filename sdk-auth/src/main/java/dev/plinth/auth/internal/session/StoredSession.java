package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionStore;
import dev.plinth.core.Secret;
import java.util.Optional;

/**
 * What a store holds, as seen by a session that uses it.
 *
 * @param latest the newest tokens of the session that are known: the store's or one's own
 * @param state what the store holds
 */
record StoredSession(Tokens latest, State state) {

    enum State {
        /** The session's own tokens. */
        CURRENT,
        /** Other tokens of the same session. */
        OTHER_TOKENS,
        /** Another session. */
        ANOTHERS,
        /** Nothing. */
        EMPTY,
        /** Nothing that can be read. */
        UNREADABLE
    }

    /** A store that fails or is damaged does not end a session: it goes on with what it has. */
    static StoredSession load(SessionStore store, Tokens own) {
        Optional<Secret> text;
        try {
            text = store.load();
        } catch (RuntimeException e) {
            return new StoredSession(own, State.UNREADABLE);
        }
        if (text.isEmpty()) {
            return new StoredSession(own, State.EMPTY);
        }
        return SessionJson.read(text.get())
                .map(there -> compared(there, own))
                .orElseGet(() -> new StoredSession(own, State.UNREADABLE));
    }

    private static StoredSession compared(Tokens there, Tokens own) {
        if (there.same(own)) {
            return new StoredSession(own, State.CURRENT);
        }
        if (!there.sessionId().equals(own.sessionId())) {
            return new StoredSession(own, State.ANOTHERS);
        }
        // One's own are newer where they could not be saved.
        return new StoredSession(own.newerThan(there) ? own : there, State.OTHER_TOKENS);
    }

    boolean holds(State other) {
        return state == other;
    }
}
