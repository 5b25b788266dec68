package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;

/** The keys that tokens are signed with. */
public final class KeyOperations {

    private KeyOperations() {}

    /** {@code GET /.well-known/jwks.json}. */
    public static Operation<List<Map<String, Object>>> keys() {
        Route.Builder route = Route.get("/.well-known/jwks.json").anonymous();
        Decoder<List<Map<String, Object>>> keys = Auth.object()
                .then(answer ->
                        Fields.of(answer).list("keys").stream().map(Fields::map).toList());
        return Operation.safe(Auth.SERVICE, "auth.keys", Auth.direct(route, keys));
    }
}
