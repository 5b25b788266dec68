package dev.plinth.testkit.internal.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A second factor of a user. */
final class Factor {
    final UUID id;
    final User user;
    final String type;
    final Instant createdAt;
    Instant updatedAt;
    String friendlyName;
    String phone = "";
    String secret = "";
    boolean verified;

    @Nullable
    Instant lastChallengedAt;

    final Map<UUID, Challenge> challenges = new LinkedHashMap<>(1);

    Factor(UUID id, User user, String type, String friendlyName, Instant createdAt) {
        this.id = id;
        this.user = user;
        this.type = type;
        this.friendlyName = friendlyName;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** A row that was changed is read last from then on: there is no order but the database's own. */
    void changed(Instant now) {
        updatedAt = now;
        if (user.factors.remove(this)) {
            user.factors.add(this);
        }
    }

    /** A question that waits for the factor's code. */
    static final class Challenge {
        final UUID id;
        final String address;
        final Instant createdAt;
        final String code;
        boolean used;

        Challenge(UUID id, String address, Instant createdAt, String code) {
            this.id = id;
            this.address = address;
            this.createdAt = createdAt;
            this.code = code;
        }
    }
}
