package dev.plinth.core.internal.gateway;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.JwtClaims;
import org.jspecify.annotations.Nullable;

/** Keeps a project's keys from being sent to a control plane, which wants a signed-in user's token. */
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
            throw refused("an API key (" + key.kind() + ")");
        }
        credentials.token().ifPresent(this::check);
    }

    void check(Secret token) {
        if (allowsProjectKeys || token.equals(lastGood)) {
            return;
        }
        String text = token.reveal();
        if (text.startsWith("sb_secret_") || text.startsWith("sb_publishable_")) {
            throw refused("an API key (sb_…)");
        }
        String role = JwtClaims.role(token).orElse("");
        if (role.equals("service_role") || role.equals("anon")) {
            throw refused("a token of role " + role);
        }
        lastGood = token;
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(
                what + " is a project's key; the control plane wants a signed-in user's token."
                        + " Go straight to the project with Project.connect(projectUrl, key),"
                        + " or, if this platform takes it, allow it by o -> o.allowProjectKeys()");
    }
}
