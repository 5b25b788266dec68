package dev.plinth.auth.internal.passkey;

import dev.plinth.auth.Passkey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** A passkey in the server's JSON format. */
record PasskeyRecord(
        String id,
        Optional<String> friendlyName,
        Optional<Instant> createdAt,
        Optional<Instant> lastUsedAt,
        Map<String, Object> unknownFields)
        implements Passkey {

    PasskeyRecord {
        friendlyName = friendlyName.filter(text -> !text.isEmpty());
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public String toString() {
        return "Passkey[" + id + "]";
    }
}
