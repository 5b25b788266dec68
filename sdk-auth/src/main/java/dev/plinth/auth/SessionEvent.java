package dev.plinth.auth;

import dev.plinth.core.PlinthException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event of a session, such as a refresh or a sign-out. Immutable. */
public final class SessionEvent {

    /** The kind of an event. */
    public enum Kind {
        /** The access token was refreshed, by this process or by another one that shares the store. */
        TOKEN_REFRESHED,
        /** A second factor was verified: the session has a new access token with other claims. */
        MFA_CHALLENGE_VERIFIED,
        /** The user was updated by {@link Account#update}; {@link Session#user()} returns the updated user. */
        USER_UPDATED,
        /** A refresh failed, but can succeed later; the session continues. */
        REFRESH_FAILED,
        /** The store failed, for example to save new tokens. The session continues, but may not survive a restart. */
        STORE_FAILED,
        /** The server ended the session. */
        ENDED,
        /** The user signed out, in this process or in another one that shares the store. */
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
     * Creates an event. Meant for tests of your own listeners.
     *
     * @param kind the kind of the event
     * @param session the session that the event is about
     * @param cause the exception that caused the event, or null
     * @return the event
     */
    public static SessionEvent of(Kind kind, Session session, @Nullable RuntimeException cause) {
        return new SessionEvent(
                Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(session, "session"), cause);
    }

    /** {@return the kind of the event} */
    public Kind kind() {
        return kind;
    }

    /** {@return the session that the event is about} */
    public Session session() {
        return session;
    }

    /** {@return the exception that caused the event, a {@link PlinthException} or one from a store; empty if none} */
    public Optional<RuntimeException> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public String toString() {
        return cause == null ? kind.name() : kind + "[" + cause.getMessage() + "]";
    }
}
