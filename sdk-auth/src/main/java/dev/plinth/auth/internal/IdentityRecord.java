package dev.plinth.auth.internal;

import dev.plinth.auth.Identity;
import dev.plinth.auth.Provider;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An identity. What the wire calls {@code id} is the provider's. */
record IdentityRecord(
        String identityId,
        String providerId,
        String userId,
        Provider provider,
        Map<String, Object> data,
        Optional<String> email,
        Optional<Instant> lastSignInAt,
        Optional<Instant> createdAt)
        implements Identity {

    static Identity of(Fields wire) {
        return new IdentityRecord(
                wire.required("identity_id"),
                wire.required("id"),
                wire.required("user_id"),
                Provider.of(wire.required("provider")),
                wire.object("identity_data"),
                wire.text("email"),
                wire.time("last_sign_in_at"),
                wire.time("created_at"));
    }

    @Override
    public String toString() {
        return "Identity[" + provider + ", " + identityId + "]";
    }
}
