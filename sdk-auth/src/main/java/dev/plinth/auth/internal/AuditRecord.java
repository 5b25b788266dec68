package dev.plinth.auth.internal;

import dev.plinth.auth.AuditEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** An entry of the audit log. */
record AuditRecord(String id, Optional<Instant> createdAt, Map<String, Object> payload) implements AuditEntry {

    static AuditEntry of(Map<String, Object> answer) {
        Fields wire = Fields.of(answer);
        return new AuditRecord(wire.required("id"), wire.time("created_at"), wire.object("payload"));
    }

    @Override
    public String action() {
        return Fields.of(payload).required("action");
    }

    @Override
    public String logType() {
        return Fields.of(payload).required("log_type");
    }

    @Override
    public Optional<String> actorId() {
        return Fields.of(payload).text("actor_id");
    }

    @Override
    public Optional<String> actorUsername() {
        return Fields.of(payload).text("actor_username");
    }

    @Override
    public String toString() {
        return "AuditEntry[" + action() + ", " + id + "]";
    }
}
