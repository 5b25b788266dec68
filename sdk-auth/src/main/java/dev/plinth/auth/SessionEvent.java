package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened to a session. Immutable. */
public final class SessionEvent {

    /** What happened. */
    public enum Kind {
        /** There is a new access token, after a refresh by this process or, with a shared store, by another. */
        REFRESHED,
        /** There is a new access token with other claims, after a second factor was given. */
        REPLACED,
        /** The user was changed by {@link Account#update}; {@link Session#user()} is the changed one. */
        USER_UPDATED,
        /** A refresh failed in a way that passes; the session stays. */
        REFRESH_FAILED,
        /** New tokens could not be stored; the session goes on, but would not survive a restart. */
        NOT_SAVED,
        /** The server ended the session. */
        ENDED,
        /** The user signed out, here or, with a shared store, in another process. */
        SIGNED_OUT
    }

    private final Kind kind;
    private final Session session;
    private final @Nullable RuntimeException cause;

    private SessionEvent(Kind kind, Session session, @Nullable RuntimeException cause) {
        this.kind = kind;
        this.session = session;
        this.cause = cause;
    }

    /**
     * Makes an event. Of use to programs only where they test their own listeners.
     *
     * @param kind what happened
     * @param session to which session
     * @param cause why, or null
     * @return the event
     */
    public static SessionEvent of(Kind kind, Session session, @Nullable RuntimeException cause) {
        return new SessionEvent(
                Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(session, "session"), cause);
    }

    /**
     * Returns what happened.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the session that it happened to.
     *
     * @return the session
     */
    public Session session() {
        return session;
    }

    /**
     * Returns why it happened.
     *
     * @return a {@link PlinthException}, or what a store threw; empty if all went well
     */
    public Optional<RuntimeException> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public String toString() {
        return cause == null ? kind.name() : kind + "[" + cause.getMessage() + "]";
    }
}
