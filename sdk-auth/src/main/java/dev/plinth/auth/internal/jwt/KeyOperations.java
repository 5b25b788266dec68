package dev.plinth.auth.internal.jwt;

import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** The operation that gets the published signing keys. */
public final class KeyOperations {

    private static final JsonReader<Published> KEYS = Json.reader(Published.class);

    private KeyOperations() {}

    record Published(@Required List<Map<String, Object>> keys) {}

    /** {@code GET /.well-known/jwks.json}. */
    public static Operation<List<Map<String, Object>>> keys() {
        Route.Builder route = Route.get("/.well-known/jwks.json").anonymous();
        return Operation.safe(
                AuthService.SERVICE,
                "tokenVerifier.verify",
                AuthService.direct(route, Decoder.json(KEYS).then(Published::keys)));
    }
}
