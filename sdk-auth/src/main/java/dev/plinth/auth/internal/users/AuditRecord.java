package dev.plinth.auth.internal.users;

import dev.plinth.auth.AuditEntry;
import dev.plinth.auth.internal.api.JsonFields;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** An entry of the audit log. */
record AuditRecord(String id, Optional<Instant> createdAt, Map<String, Object> payload) implements AuditEntry {

    AuditRecord {
        payload = Collections.unmodifiableMap(payload);
    }

    @Override
    public String action() {
        return JsonFields.of(payload).text("action").orElse("");
    }

    @Override
    public String logType() {
        return JsonFields.of(payload).text("log_type").orElse("");
    }

    @Override
    public Optional<String> actorId() {
        return JsonFields.of(payload).text("actor_id");
    }

    @Override
    public Optional<String> actorUsername() {
        return JsonFields.of(payload).text("actor_username");
    }

    @Override
    public String toString() {
        return "AuditEntry[" + action() + ", " + id + "]";
    }
}
