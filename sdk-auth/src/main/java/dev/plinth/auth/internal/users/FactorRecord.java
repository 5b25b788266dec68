package dev.plinth.auth.internal.users;

import dev.plinth.auth.Factor;
import dev.plinth.auth.FactorType;
import java.time.Instant;
import java.util.Optional;

/** A second factor in the server's JSON format. */
record FactorRecord(
        String id,
        String factorType,
        Optional<String> status,
        Optional<String> friendlyName,
        Optional<String> phone,
        Optional<Instant> createdAt,
        Optional<Instant> lastChallengedAt)
        implements Factor {

    FactorRecord {
        friendlyName = friendlyName.filter(text -> !text.isEmpty());
        phone = phone.filter(text -> !text.isEmpty());
    }

    @Override
    public FactorType type() {
        return FactorType.of(factorType);
    }

    @Override
    public boolean verified() {
        return status.filter("verified"::equals).isPresent();
    }

    @Override
    public String toString() {
        return "Factor[" + factorType + ", " + id + "]";
    }
}
