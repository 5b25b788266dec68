package dev.plinth.auth.internal;

import dev.plinth.auth.Factor;
import dev.plinth.auth.FactorType;
import java.time.Instant;
import java.util.Optional;

/** A second factor. */
record FactorRecord(
        String id,
        FactorType type,
        boolean verified,
        Optional<String> friendlyName,
        Optional<String> phone,
        Optional<Instant> createdAt,
        Optional<Instant> lastChallengedAt)
        implements Factor {

    static Factor of(Fields wire) {
        return new FactorRecord(
                wire.required("id"),
                FactorType.of(wire.required("factor_type")),
                wire.required("status").equals("verified"),
                wire.text("friendly_name"),
                wire.text("phone"),
                wire.time("created_at"),
                wire.time("last_challenged_at"));
    }

    @Override
    public String toString() {
        return "Factor[" + type + ", " + id + "]";
    }
}
