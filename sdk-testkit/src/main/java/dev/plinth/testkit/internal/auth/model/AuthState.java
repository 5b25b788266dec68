package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that an Auth server remembers. One lock guards it, held for the length of what would be a transaction; hashing
 * passwords and writing answers happen outside.
 */
public final class AuthState {
    private static final int AUDIT_KEPT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AuthJournal journal;
    public final UserTable users;
    public final Map<UUID, Session> sessions = new HashMap<>();
    public final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    public final Map<String, OneTimeToken> oneTimeTokens = new HashMap<>();
    public final Map<UUID, FlowState> flows = new LinkedHashMap<>();
    public final Deque<AuditEntry> audit = new ArrayDeque<>();

    public AuthState(AuthSettings settings, UnaryOperator<String> hasher) {
        users = new UserTable(settings, hasher);
    }

    public <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            try {
                if (journal != null && lock.getHoldCount() == 1) {
                    journal.settle();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Keeps all that happens from now on. */
    public void keep(AuthJournal keeper) {
        journal = keeper;
        users.keep(keeper);
    }

    /** Somebody may be changed who was not looked up by himself. */
    public void see(User user) {
        if (journal != null) {
            journal.see(user);
        }
    }

    /** Puts a user back who was kept. */
    public void restore(User user) {
        users.restore(user);
        for (Session session : user.sessions) {
            sessions.put(session.id, session);
            session.tokens.forEach(token -> refreshTokens.put(token.token, token));
        }
        user.oneTimeTokens.values().forEach(token -> oneTimeTokens.put(token.hash(), token));
    }

    public void clear() {
        users.clear();
        sessions.clear();
        refreshTokens.clear();
        oneTimeTokens.clear();
        flows.clear();
        audit.clear();
        if (journal != null) {
            journal.forgotten();
        }
    }

    public void record(AuditEntry entry) {
        audit.addFirst(entry);
        if (audit.size() > AUDIT_KEPT) {
            audit.removeLast();
        }
    }

    public void addSession(Session session) {
        see(session.user);
        sessions.put(session.id, session);
        session.user.sessions.add(session);
    }

    public void endSession(Session session) {
        see(session.user);
        sessions.remove(session.id);
        session.user.sessions.remove(session);
        session.tokens.forEach(token -> refreshTokens.remove(token.token));
    }

    public void endSessions(User user) {
        List.copyOf(user.sessions).forEach(this::endSession);
    }

    public void endOtherSessions(User user, @Nullable Session kept) {
        List.copyOf(user.sessions).stream().filter(session -> session != kept).forEach(this::endSession);
    }

    public void addToken(RefreshToken token) {
        token.session.tokens.add(token);
        refreshTokens.put(token.token, token);
    }

    /** Puts a one-time token into its slot, in place of what was there. */
    public void putOneTimeToken(User user, Slot slot, String hash) {
        dropOneTimeToken(user, slot);
        OneTimeToken token = new OneTimeToken(user, slot, hash);
        user.oneTimeTokens.put(slot, token);
        oneTimeTokens.put(hash, token);
    }

    public void dropOneTimeToken(User user, Slot slot) {
        OneTimeToken old = user.oneTimeTokens.remove(slot);
        if (old != null) {
            oneTimeTokens.remove(old.hash(), old);
        }
    }

    public void dropOneTimeTokens(User user) {
        for (Slot slot : Slot.values()) {
            dropOneTimeToken(user, slot);
        }
    }

    /** The user's live token in one of the slots, by the hash that a link carries. */
    public Optional<OneTimeToken> oneTimeToken(String hash, Slot... slots) {
        OneTimeToken token = oneTimeTokens.get(hash);
        if (token != null) {
            see(token.user());
        }
        return Optional.ofNullable(token).filter(found -> Arrays.asList(slots).contains(found.slot()));
    }

    public void removeUser(User user) {
        endSessions(user);
        dropOneTimeTokens(user);
        users.remove(user);
        if (journal != null) {
            journal.lose(user);
        }
    }

    /** What was done, by whom. */
    public record AuditEntry(UUID id, ObjectNode payload, Instant at) {}
}
