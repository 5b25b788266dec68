package dev.plinth.testkit.internal.auth;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sign-in that began in one place and ends in another: PKCE, or a visit to an identity provider. */
final class FlowState {
    final UUID id;
    final UUID authCode;
    final String method;
    final String challenge;
    final String challengeMethod;
    final Instant createdAt;
    String provider = "";
    String redirectTo = "";
    String providerToken = "";
    String providerRefreshToken = "";

    @Nullable
    UUID linkingUser;

    @Nullable
    UUID user;

    @Nullable
    Instant codeIssuedAt;

    FlowState(UUID id, UUID authCode, String method, String challenge, String challengeMethod, Instant createdAt) {
        this.id = id;
        this.authCode = authCode;
        this.method = method;
        this.challenge = challenge;
        this.challengeMethod = challengeMethod;
        this.createdAt = createdAt;
    }

    boolean pkce() {
        return !challenge.isEmpty();
    }
}
