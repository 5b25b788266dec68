package dev.plinth.auth.internal;

import dev.plinth.auth.AuthSettings;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the server says of itself. */
public final class InfoOperations {

    private static final JsonReader<SettingsWire> WIRE = Json.reader(SettingsWire.class);
    private static final JsonReader<Health> HEALTH = Json.reader(Health.class);

    private InfoOperations() {}

    record Health(String version) {}

    /** Settings of any server name the providers. */
    record SettingsWire(@Required Map<String, Object> external, Map<String, Object> unknownFields) {

        AuthSettings settings() {
            Map<String, Object> fields = new FieldMap(unknownFields);
            fields.put("external", external);
            return new Settings(Collections.unmodifiableMap(fields));
        }
    }

    public record Settings(Map<String, Object> fields) implements AuthSettings {

        @Override
        public Set<String> enabled() {
            return Fields.of(fields.get("external")).map().entrySet().stream()
                    .filter(entry -> Boolean.TRUE.equals(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public boolean signUpAllowed() {
            return !Fields.of(fields).is("disable_signup");
        }

        @Override
        public boolean confirmsEmailItself() {
            return Fields.of(fields).is("mailer_autoconfirm");
        }

        @Override
        public boolean confirmsPhoneItself() {
            return Fields.of(fields).is("phone_autoconfirm");
        }
    }

    /** {@code GET /settings}. */
    public static Operation<AuthSettings> settings() {
        return Operation.safe(
                Auth.SERVICE,
                "auth.settings",
                Auth.direct(
                        Route.get("/settings").anonymous(), Decoder.json(WIRE).then(SettingsWire::settings)));
    }

    /** {@code GET /health}. */
    public static Operation<String> version() {
        return Operation.safe(
                Auth.SERVICE,
                "auth.version",
                Auth.direct(
                        Route.get("/health").anonymous(), Decoder.json(HEALTH).then(Health::version)));
    }
}
