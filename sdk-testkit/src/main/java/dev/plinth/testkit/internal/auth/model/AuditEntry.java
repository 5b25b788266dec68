package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** What was done, by whom. */
public record AuditEntry(UUID id, ObjectNode payload, Instant at) {}
