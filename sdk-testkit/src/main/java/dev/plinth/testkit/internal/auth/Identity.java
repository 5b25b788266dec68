package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One way a user is known: by a provider, and the provider's id of him. */
final class Identity {
    final UUID id;
    final String provider;
    final Instant createdAt;
    String providerId;
    ObjectNode data;
    Instant updatedAt;

    @Nullable
    Instant lastSignInAt;

    Identity(UUID id, String provider, String providerId, ObjectNode data, Instant createdAt) {
        this.id = id;
        this.provider = provider;
        this.providerId = providerId;
        this.data = data;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.lastSignInAt = createdAt;
    }

    String email() {
        return data.path("email").asText("").toLowerCase(Locale.ROOT);
    }
}
