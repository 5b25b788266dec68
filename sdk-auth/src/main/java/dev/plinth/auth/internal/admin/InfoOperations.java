package dev.plinth.auth.internal.admin;

import dev.plinth.auth.AuthSettings;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;

/** The operations that describe the server. */
public final class InfoOperations {

    private static final Decoder<AuthSettings> SETTINGS = Decoder.json(Json.reader(SettingsRecord.class))::decode;
    private static final JsonReader<Health> HEALTH = Json.reader(Health.class);

    private InfoOperations() {}

    record Health(String version) {}

    /** {@code GET /settings}. */
    public static Operation<AuthSettings> settings() {
        return Operation.safe(
                AuthService.SERVICE,
                "auth.getSettings",
                AuthService.direct(Route.get("/settings").anonymous(), SETTINGS));
    }

    /** {@code GET /health}. */
    public static Operation<String> version() {
        return Operation.safe(
                AuthService.SERVICE,
                "auth.getVersion",
                AuthService.direct(
                        Route.get("/health").anonymous(), Decoder.json(HEALTH).then(Health::version)));
    }
}
