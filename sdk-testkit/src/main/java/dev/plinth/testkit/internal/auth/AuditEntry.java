package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** What was done, by whom. */
record AuditEntry(UUID id, ObjectNode payload, Instant at) {}
