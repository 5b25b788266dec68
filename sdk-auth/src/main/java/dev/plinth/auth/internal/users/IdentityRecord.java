package dev.plinth.auth.internal.users;

import dev.plinth.auth.Identity;
import dev.plinth.auth.Provider;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** An identity in the server's JSON format, where {@code id} is the provider's id; older servers send no other id. */
record IdentityRecord(
        Optional<String> identity_id_,
        String id,
        Optional<String> user_id_,
        String provider_,
        Map<String, Object> identityData,
        Optional<String> email,
        Optional<Instant> lastSignInAt,
        Optional<Instant> createdAt)
        implements Identity {

    IdentityRecord {
        identityData = Collections.unmodifiableMap(identityData);
        email = email.filter(text -> !text.isEmpty());
    }

    @Override
    public String identityId() {
        return identity_id_.orElse("");
    }

    @Override
    public String providerId() {
        return id;
    }

    @Override
    public String userId() {
        return user_id_.orElse("");
    }

    @Override
    public Provider provider() {
        return Provider.of(provider_);
    }

    @Override
    public Map<String, Object> data() {
        return identityData;
    }

    @Override
    public String toString() {
        return "Identity[" + provider_ + ", " + identityId() + "]";
    }
}
