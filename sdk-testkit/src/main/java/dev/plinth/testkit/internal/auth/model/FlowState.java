package dev.plinth.testkit.internal.auth.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sign-in that began in one place and ends in another: PKCE, or a visit to an identity provider. */
public final class FlowState {
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

    public boolean pkce() {
        return !challenge.isEmpty();
    }
}
