package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user and all that belongs to it. Guarded by the lock of {@link AuthState}. */
final class User {
    final UUID id;
    final Instant createdAt;
    String aud = "";
    String role = "";
    String email = "";
    String phone = "";
    String newEmail = "";
    String newPhone = "";
    String passwordHash = "";
    int emailChangesConfirmed;
    boolean anonymous;
    ObjectNode appMetadata = JsonNodeFactory.instance.objectNode();
    ObjectNode userMetadata = JsonNodeFactory.instance.objectNode();

    @Nullable
    Instant emailConfirmedAt;

    @Nullable
    Instant phoneConfirmedAt;

    /** The earlier of the two, as it was when the request began: the database computes it, not the server. */
    @Nullable
    Instant confirmedAt;

    @Nullable
    Instant invitedAt;

    @Nullable
    Instant confirmationSentAt;

    @Nullable
    Instant recoverySentAt;

    @Nullable
    Instant emailChangeSentAt;

    @Nullable
    Instant phoneChangeSentAt;

    @Nullable
    Instant reauthenticationSentAt;

    @Nullable
    Instant lastSignInAt;

    @Nullable
    Instant bannedUntil;

    @Nullable
    Instant deletedAt;

    Instant updatedAt;

    final List<Identity> identities = new ArrayList<>(1);
    final List<Session> sessions = new ArrayList<>(1);
    final List<Factor> factors = new ArrayList<>(0);
    final Map<OneTimeToken.Slot, OneTimeToken> oneTimeTokens = new EnumMap<>(OneTimeToken.Slot.class);

    User(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    boolean emailConfirmed() {
        return emailConfirmedAt != null;
    }

    boolean phoneConfirmed() {
        return phoneConfirmedAt != null;
    }

    boolean hasPassword() {
        return !passwordHash.isEmpty();
    }

    boolean bannedAt(Instant now) {
        return bannedUntil != null && now.isBefore(bannedUntil);
    }

    boolean hasVerifiedFactor() {
        return factors.stream().anyMatch(factor -> factor.verified);
    }

    @Nullable
    Identity identity(String provider) {
        return identities.stream()
                .filter(identity -> identity.provider.equals(provider))
                .findFirst()
                .orElse(null);
    }

    /** What a database would have filled in by now. */
    User reloaded() {
        if (emailConfirmedAt == null || phoneConfirmedAt == null) {
            confirmedAt = emailConfirmedAt == null ? phoneConfirmedAt : emailConfirmedAt;
        } else {
            confirmedAt = emailConfirmedAt.isBefore(phoneConfirmedAt) ? emailConfirmedAt : phoneConfirmedAt;
        }
        return this;
    }

    /** Merges a map into another: a key's value replaces, null takes the key away. */
    static ObjectNode merged(ObjectNode target, ObjectNode changes) {
        ObjectNode result = target.deepCopy();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), change.getValue());
            }
        });
        return result;
    }
}
