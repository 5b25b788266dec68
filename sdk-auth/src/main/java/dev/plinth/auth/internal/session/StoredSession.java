package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionStore;
import dev.plinth.core.Secret;
import java.util.Optional;

/**
 * The content of a store, compared with the session that uses it.
 *
 * @param latest the newest known tokens of the session: those in the store or the session's own
 * @param state the comparison
 */
record StoredSession(Tokens latest, State state) {

    enum State {
        /** The store has the session's own tokens. */
        CURRENT,
        /** The store has other tokens of the same session. */
        OTHER_TOKENS,
        /** The store has another session. */
        ANOTHERS,
        /** The store is empty. */
        EMPTY,
        /** The store failed, or its content is damaged. */
        UNREADABLE
    }

    /**
     * Loads and compares. A store that fails or is damaged does not end the session, which continues with its tokens.
     */
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
        // The session's own tokens are newer if they could not be saved.
        return new StoredSession(own.newerThan(there) ? own : there, State.OTHER_TOKENS);
    }

    boolean holds(State other) {
        return state == other;
    }
}
