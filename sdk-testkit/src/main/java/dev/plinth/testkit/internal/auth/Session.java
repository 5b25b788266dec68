package dev.plinth.testkit.internal.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A signed-in device. Guarded by the lock of {@link AuthState}. */
final class Session {
    final UUID id;
    final User user;
    final Instant createdAt;
    Instant refreshedAt;
    String userAgent = "";
    String address = "";
    boolean raised;

    @Nullable
    UUID factorId;

    /** How the user proved who he is, and when, in seconds: latest proofs of a kind replace earlier ones. */
    final Map<String, Long> methods = new LinkedHashMap<>();

    /** Tokens of the first kind: a row for each. */
    final List<RefreshToken> tokens = new ArrayList<>(2);

    /** Tokens of the second kind: a key and a counter. */
    byte[] tokenKey = new byte[0];

    long tokenCounter;

    Session(UUID id, User user, Instant createdAt) {
        this.id = id;
        this.user = user;
        this.createdAt = createdAt;
        this.refreshedAt = createdAt;
    }

    String level() {
        return raised ? "aal2" : "aal1";
    }

    @Nullable
    RefreshToken active() {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (!tokens.get(i).revoked) {
                return tokens.get(i);
            }
        }
        return null;
    }
}
