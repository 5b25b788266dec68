package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Keeps the audit log. Called with the state's lock held. */
final class Audit {
    /** What an admin bearer is called that is no user. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final AuthCore core;

    Audit(AuthCore core) {
        this.core = core;
    }

    void by(User actor, String action, ObjectNode traits) {
        String name = actor.userMetadata.path("full_name").asText("");
        record(actor.id, actor.email.isEmpty() ? actor.phone : actor.email, name, action, traits);
    }

    void by(User actor, String action) {
        by(actor, action, traits());
    }

    /** Something an admin did: in person, or with a key that only has a role. */
    void byAdmin(Call call, String action, ObjectNode traits) {
        User admin = call.adminUser();
        if (admin == null) {
            record(NOBODY, call.claims().path("role").asText(), "", action, traits);
        } else {
            by(admin, action, traits);
        }
    }

    static ObjectNode traits() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode traits(User user) {
        return traits().put("user_id", user.id.toString())
                .put("user_email", user.email)
                .put("user_phone", user.phone);
    }

    private void record(UUID actor, String username, String name, String action, ObjectNode traits) {
        if (core.settings().flag("AUDIT_LOG_DISABLE_POSTGRES")) {
            return;
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("action", action).put("actor_id", actor.toString());
        if (!name.isEmpty()) {
            payload.put("actor_name", name);
        }
        payload.put("actor_username", username).put("actor_via_sso", false).put("log_type", AuditActions.type(action));
        if (!traits.isEmpty()) {
            payload.set("traits", traits);
        }
        core.state().record(new AuditEntry(UUID.randomUUID(), payload, core.stamp()));
    }
}
