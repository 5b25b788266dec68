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
        OTHER_SESSION,
        /** The store is empty. */
        EMPTY,
        /** The store failed, or its content is damaged. */
        UNREADABLE
    }

    /**
     * Loads the session of a store and compares it. If the store fails or is damaged, the session continues with its
     * own tokens.
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
                .map(stored -> compare(stored, own))
                .orElseGet(() -> new StoredSession(own, State.UNREADABLE));
    }

    private static StoredSession compare(Tokens stored, Tokens own) {
        if (stored.sameTokens(own)) {
            return new StoredSession(own, State.CURRENT);
        }
        if (!stored.sessionId().equals(own.sessionId())) {
            return new StoredSession(own, State.OTHER_SESSION);
        }
        // The session's own tokens are newer if they could not be saved.
        return new StoredSession(own.isNewerThan(stored) ? own : stored, State.OTHER_TOKENS);
    }

    boolean hasState(State other) {
        return state == other;
    }
}
