package dev.plinth.auth.internal.users;

import dev.plinth.auth.Factor;
import dev.plinth.auth.Identity;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.text.Description;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user in the server's JSON format. */
public record UserRecord(
        String id,
        Optional<String> aud,
        Optional<String> role,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> newEmail,
        Optional<String> newPhone,
        Optional<Instant> emailConfirmedAt,
        Optional<Instant> phoneConfirmedAt,
        Optional<Instant> invitedAt,
        Optional<Instant> confirmationSentAt,
        Optional<Instant> recoverySentAt,
        Optional<Instant> lastSignInAt,
        Optional<Instant> bannedUntil,
        Optional<Instant> deletedAt,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        boolean isAnonymous,
        Map<String, Object> userMetadata,
        Map<String, Object> appMetadata,
        List<IdentityRecord> identities_,
        List<FactorRecord> factors_,
        Map<String, Object> unknownFields)
        implements User {

    private static final JsonReader<UserRecord> READER = Json.reader(UserRecord.class);

    /** Secret columns of the database row, which hosted control planes return. They are removed. */
    private static final Set<String> SECRET_COLUMNS = Set.of(
            "encrypted_password",
            "confirmation_token",
            "recovery_token",
            "email_change_token_new",
            "email_change_token_current",
            "phone_change_token",
            "reauthentication_token");

    public UserRecord {
        Map<String, Object> otherFields = new FieldMap(unknownFields);
        userMetadata = metadata(userMetadata, otherFields.remove("raw_user_meta_data"));
        appMetadata = metadata(appMetadata, otherFields.remove("raw_app_meta_data"));
        aud = nonEmpty(aud);
        role = nonEmpty(role);
        email = nonEmpty(email);
        phone = nonEmpty(phone);
        newEmail = nonEmpty(newEmail);
        newPhone = nonEmpty(newPhone);
        otherFields.keySet().removeAll(SECRET_COLUMNS);
        unknownFields = Collections.unmodifiableMap(otherFields);
    }

    public static UserRecord of(Map<String, Object> fields) {
        return AuthService.convert(READER, fields);
    }

    @Override
    public Optional<String> audience() {
        return aud;
    }

    @Override
    public List<Identity> identities() {
        return List.copyOf(identities_);
    }

    @Override
    public List<Factor> factors() {
        return List.copyOf(factors_);
    }

    private static Optional<String> nonEmpty(Optional<String> text) {
        return text.filter(t -> !t.isEmpty());
    }

    @SuppressWarnings("unchecked") // JSON objects are maps by text
    private static Map<String, Object> metadata(Map<String, Object> field, @Nullable Object row) {
        boolean fromRow = field.isEmpty() && row instanceof Map<?, ?>;
        return Collections.unmodifiableMap(fromRow ? (Map<String, Object>) row : field);
    }

    @Override
    public String toString() {
        return Description.of("User")
                .add(id)
                .add(email.or(() -> phone))
                .add("role", role)
                .addIf(isAnonymous, "anonymous")
                .addIf(email.isPresent() && emailConfirmedAt.isEmpty(), "e-mail not confirmed")
                .toString();
    }
}
