package dev.plinth.auth.internal;

import dev.plinth.auth.AuditEntry;
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
        return Fields.of(payload).text("action").orElse("");
    }

    @Override
    public String logType() {
        return Fields.of(payload).text("log_type").orElse("");
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
