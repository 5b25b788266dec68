package dev.plinth.auth.internal;

import dev.plinth.auth.User;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user as the wire has him. */
record UserRecord(
        String id,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> role,
        Optional<Instant> emailConfirmedAt,
        Optional<Instant> phoneConfirmedAt,
        Optional<Instant> lastSignInAt,
        Optional<Instant> bannedUntil,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        boolean isAnonymous,
        Map<String, Object> userMetadata,
        Map<String, Object> appMetadata,
        Map<String, Object> unknownFields)
        implements User {

    /** Hosted control planes answer with the database's row: passwords and one-time tokens stay with the server. */
    private static final Set<String> SECRET = Set.of(
            "encrypted_password",
            "confirmation_token",
            "recovery_token",
            "email_change_token_new",
            "email_change_token_current",
            "phone_change_token",
            "reauthentication_token");

    UserRecord {
        Map<String, Object> rest = unknownFields == null ? new LinkedHashMap<>() : new LinkedHashMap<>(unknownFields);
        userMetadata = metadata(userMetadata, rest.remove("raw_user_meta_data"));
        appMetadata = metadata(appMetadata, rest.remove("raw_app_meta_data"));
        email = email.filter(text -> !text.isEmpty());
        phone = phone.filter(text -> !text.isEmpty());
        role = role.filter(text -> !text.isEmpty());
        rest.keySet().removeAll(SECRET);
        unknownFields = Collections.unmodifiableMap(rest);
    }

    @SuppressWarnings("unchecked") // JSON objects are maps by text
    private static Map<String, Object> metadata(Map<String, Object> named, @Nullable Object row) {
        boolean fromRow = named.isEmpty() && row instanceof Map<?, ?>;
        return Collections.unmodifiableMap(fromRow ? (Map<String, Object>) row : named);
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
