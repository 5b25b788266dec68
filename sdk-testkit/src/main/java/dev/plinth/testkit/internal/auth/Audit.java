package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthState.AuditEntry;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the audit log. Called with the state's lock held. */
record Audit(AuthCore core) {
    /** The actor of what was done with a key that is no user's. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Records what a user did; names and values of the traits alternate. */
    void by(User actor, String action, @Nullable Object... traits) {
        record(actor, "", action, Json.object(traits));
    }

    /** Records what an admin did to a user: as a user, or with a key that only has a role. */
    void byAdmin(Call call, String action, User user, @Nullable Object... more) {
        ObjectNode traits = Json.object("user_id", user.id, "user_email", user.email, "user_phone", user.phone);
        traits.setAll(Json.object(more));
        record(call.adminUser(), call.claims().path("role").asText(), action, traits);
    }

    private void record(@Nullable User actor, String role, String action, ObjectNode traits) {
        if (core.settings.flag("AUDIT_LOG_DISABLE_POSTGRES")) {
            return;
        }
        ObjectNode payload = Json.object("action", action, "actor_id", actor == null ? NOBODY : actor.id);
        String name = actor == null ? "" : actor.userMetadata.path("full_name").asText("");
        if (!name.isEmpty()) {
            payload.put("actor_name", name);
        }
        payload.put("actor_username", actor == null ? role : actor.address())
                .put("actor_via_sso", false)
                .put("log_type", type(action));
        if (!traits.isEmpty()) {
            payload.set("traits", traits);
        }
        core.state.record(new AuditEntry(UUID.randomUUID(), payload, core.stamp()));
    }

    /** The kind of an action in the log. */
    private static String type(String action) {
        return switch (action) {
            case "login", "logout", "invite_accepted" -> "account";
            case "user_signedup", "user_invited", "user_deleted" -> "team";
            case "token_revoked", "token_refreshed" -> "token";
            case "factor_in_progress",
                    "factor_unenrolled",
                    "factor_deleted",
                    "factor_updated",
                    "challenge_created",
                    "verification_attempted",
                    "mfa_code_login" -> "factor";
            default -> "user";
        };
    }
}
