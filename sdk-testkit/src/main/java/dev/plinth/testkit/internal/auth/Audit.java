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
    /** What an admin bearer is called that is no user. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Something a user did; names and values of the traits in turn. */
    void by(User actor, String action, @Nullable Object... traits) {
        String name = actor.userMetadata.path("full_name").asText("");
        record(actor.id, actor.email.isEmpty() ? actor.phone : actor.email, name, action, Json.object(traits));
    }

    /** Something an admin did to a user: in person, or with a key that only has a role. */
    void byAdmin(Call call, String action, User user, @Nullable Object... more) {
        ObjectNode traits = Json.object("user_id", user.id, "user_email", user.email, "user_phone", user.phone);
        traits.setAll(Json.object(more));
        User admin = call.adminUser();
        if (admin == null) {
            record(NOBODY, call.claims().path("role").asText(), "", action, traits);
        } else {
            String name = admin.userMetadata.path("full_name").asText("");
            record(admin.id, admin.email.isEmpty() ? admin.phone : admin.email, name, action, traits);
        }
    }

    private void record(UUID actor, String username, String name, String action, ObjectNode traits) {
        if (core.settings.flag("AUDIT_LOG_DISABLE_POSTGRES")) {
            return;
        }
        ObjectNode payload = Json.object("action", action, "actor_id", actor);
        if (!name.isEmpty()) {
            payload.put("actor_name", name);
        }
        payload.put("actor_username", username).put("actor_via_sso", false).put("log_type", type(action));
        if (!traits.isEmpty()) {
            payload.set("traits", traits);
        }
        core.state.record(new AuditEntry(UUID.randomUUID(), payload, core.stamp()));
    }

    /** The kinds that the log sorts its actions into. */
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
