package dev.plinth.core.internal.gateway;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Prevents a project's keys from being sent to a control plane, which requires a signed-in user's token. */
final class CredentialGuard {

    private final boolean allowsProjectKeys;
    private volatile @Nullable Secret lastGood;

    CredentialGuard(boolean allowsProjectKeys) {
        this.allowsProjectKeys = allowsProjectKeys;
    }

    void check(Credentials credentials) {
        if (allowsProjectKeys) {
            return;
        }
        if (credentials instanceof ApiKey key) {
            throw rejected("an API key (" + key.kind() + ")");
        }
        credentials.token().ifPresent(this::check);
    }

    void check(Secret token) {
        if (allowsProjectKeys || token.equals(lastGood)) {
            return;
        }
        String text = token.reveal();
        if (text.startsWith("sb_secret_") || text.startsWith("sb_publishable_")) {
            throw rejected("an API key (sb_…)");
        }
        String role = JwtClaims.role(token).orElse("");
        if (role.equals("service_role") || role.equals("anon")) {
            throw rejected("a token of role " + role);
        }
        lastGood = token;
    }

    private static IllegalArgumentException rejected(String credential) {
        return new IllegalArgumentException(
                credential + " is a project's key, but the control plane requires a signed-in user's token."
                        + " Connect to the project directly with Project.connect(projectUrl, key),"
                        + " or, if this platform accepts project keys, allow them with o -> o.allowProjectKeys()");
    }
}
