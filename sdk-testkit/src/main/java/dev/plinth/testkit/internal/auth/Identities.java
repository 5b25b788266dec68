package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;

/** {@code /user/identities}: taking one away. */
final class Identities {
    private final AuthCore core;

    Identities(AuthCore core) {
        this.core = core;
    }

    void requireLinking(Call call) {
        if (!core.settings().flag("SECURITY_MANUAL_LINKING_ENABLED")) {
            throw AuthError.of(404, "manual_linking_disabled", "Manual linking is disabled");
        }
    }

    AuthReply remove(Call call) {
        UUID id = AuthCore.uuid(call.param("identity_id"), "identity_id must be an UUID");
        User user = call.user();
        if (!user.aud.equals(call.claims().path("aud").asText(""))) {
            throw AuthError.of(403, "unexpected_audience", "Token audience doesn't match request audience");
        }
        if (user.identities.size() <= 1) {
            throw AuthError.of(
                    422, "single_identity_not_deletable", "User must have at least 1 identity after unlinking");
        }
        Identity identity = user.identities.stream()
                .filter(candidate -> candidate.id.equals(id))
                .findFirst()
                .orElseThrow(() -> AuthError.of(422, "identity_not_found", "Identity doesn't exist"));
        user.identities.remove(identity);
        forgetAddress(user, identity);
        core.accounts().recountProviders(user);
        core.accounts().touch(user);
        core.audit()
                .by(
                        user,
                        "identity_unlinked",
                        Audit.traits()
                                .put("identity_id", identity.id.toString())
                                .put("provider", identity.provider)
                                .put("provider_id", identity.providerId));
        return AuthReply.ok(JsonNodeFactory.instance.objectNode());
    }

    /** An address that no identity vouches for any more is another identity's, or nobody's. */
    private void forgetAddress(User user, Identity gone) {
        if (gone.provider.equals("phone")) {
            core.state().users.readdress(user, user.email, "");
            user.phoneConfirmedAt = null;
        } else if (user.identities.stream()
                .noneMatch(identity -> identity.email().equals(user.email))) {
            String other = user.identities.stream()
                    .map(Identity::email)
                    .filter(email -> !email.isEmpty())
                    .findFirst()
                    .orElse("");
            core.state().users.readdress(user, other, user.phone);
            if (other.isEmpty()) {
                user.emailConfirmedAt = null;
            }
        }
    }
}
