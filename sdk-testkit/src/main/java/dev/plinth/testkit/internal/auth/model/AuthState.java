package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import java.io.IOException;
import java.nio.file.Path;
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
 * All that an Auth server remembers. One lock guards it, which a request holds for the length of what would be a
 * transaction; only passwords are hashed without it.
 */
public final class AuthState {
    private static final int AUDIT_KEPT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final AuthJournal journal = new AuthJournal();
    public final UserTable users;
    public final Map<UUID, Session> sessions = new HashMap<>();
    public final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    public final Map<UUID, FlowState> flows = new LinkedHashMap<>();
    public final Deque<AuditEntry> audit = new ArrayDeque<>();
    private final Map<String, OneTimeToken> oneTimeTokens = new HashMap<>();

    public AuthState(AuthSettings settings, UnaryOperator<String> hasher) {
        users = new UserTable(settings, hasher, journal);
    }

    public <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            try {
                journal.settle(users);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Does slow work with the lock released meanwhile: what was looked up before is to be looked up again. */
    public <T> T unlocked(Supplier<T> work) {
        journal.settle(users);
        lock.unlock();
        try {
            return work.get();
        } finally {
            lock.lock();
        }
    }

    /** Reads what was kept in a folder, and keeps all that happens from now on there. */
    public void keep(Path folder) throws IOException {
        journal.open(folder, this);
    }

    public void close() {
        journal.close();
    }

    /** Marks a user who may be changed, but was not looked up in the table of users. */
    public void see(User user) {
        journal.see(user);
    }

    void restore(User user) {
        users.restore(user);
        for (Session session : user.sessions) {
            sessions.put(session.id, session);
            session.tokens.forEach(token -> refreshTokens.put(token.token, token));
        }
        user.oneTimeTokens.forEach((slot, hash) -> oneTimeTokens.put(hash, new OneTimeToken(user, slot, hash)));
    }

    public void clear() {
        users.clear();
        sessions.clear();
        refreshTokens.clear();
        oneTimeTokens.clear();
        flows.clear();
        audit.clear();
        journal.forget();
    }

    public void record(AuditEntry entry) {
        audit.addFirst(entry);
        if (audit.size() > AUDIT_KEPT) {
            audit.removeLast();
        }
    }

    public void addSession(User user, Session session) {
        see(user);
        session.user = user;
        sessions.put(session.id, session);
        user.sessions.add(session);
    }

    public void endSession(Session session) {
        see(session.user);
        sessions.remove(session.id);
        session.user.sessions.remove(session);
        session.tokens.forEach(token -> refreshTokens.remove(token.token));
    }

    /** Ends all sessions of a user but one, if one is given. */
    public void endSessions(User user, @Nullable Session kept) {
        List.copyOf(user.sessions).stream().filter(session -> session != kept).forEach(this::endSession);
    }

    public void addToken(Session session, RefreshToken token) {
        token.session = session;
        session.tokens.add(token);
        refreshTokens.put(token.token, token);
    }

    /** Puts a one-time token into its slot, in place of what was there. */
    public void putOneTimeToken(User user, Slot slot, String hash) {
        dropOneTimeToken(user, slot);
        user.oneTimeTokens.put(slot, hash);
        oneTimeTokens.put(hash, new OneTimeToken(user, slot, hash));
    }

    public void dropOneTimeToken(User user, Slot slot) {
        String old = user.oneTimeTokens.remove(slot);
        if (old != null) {
            oneTimeTokens.remove(old, new OneTimeToken(user, slot, old));
        }
    }

    public void dropOneTimeTokens(User user) {
        for (Slot slot : Slot.values()) {
            dropOneTimeToken(user, slot);
        }
    }

    /** The token in one of the slots, by the hash that a link carries. */
    public Optional<OneTimeToken> oneTimeToken(String hash, Slot... slots) {
        OneTimeToken token = oneTimeTokens.get(hash);
        if (token != null) {
            see(token.user());
        }
        return Optional.ofNullable(token).filter(found -> Arrays.asList(slots).contains(found.slot()));
    }

    public void removeUser(User user) {
        see(user);
        endSessions(user, null);
        dropOneTimeTokens(user);
        users.remove(user);
    }

    /** What was done, by whom. */
    public record AuditEntry(UUID id, ObjectNode payload, Instant at) {}

    /** A sign-in that begins in one place and ends in another: PKCE, or a visit to an identity provider. */
    public static final class FlowState {
        public final UUID id = UUID.randomUUID();
        public final UUID authCode = UUID.randomUUID();
        public final String method;
        public final String challenge;
        public final String challengeMethod;
        public final Instant createdAt;
        public String provider = "";
        public String redirectTo = "";
        public String providerToken = "";
        public String providerRefreshToken = "";
        public @Nullable UUID linkingUser;
        public @Nullable UUID user;
        public @Nullable Instant codeIssuedAt;

        public FlowState(String method, String challenge, String challengeMethod, Instant createdAt) {
            this.method = method;
            this.challenge = challenge;
            this.challengeMethod = challengeMethod;
            this.createdAt = createdAt;
        }
    }
}
