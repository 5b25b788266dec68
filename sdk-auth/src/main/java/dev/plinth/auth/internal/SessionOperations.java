package dev.plinth.auth.internal;

import dev.plinth.auth.SignOutScope;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.util.Map;

/** What keeps a session alive and ends it. */
public final class SessionOperations {

    static final Decoder<SessionAnswer> ANSWER =
            Decoder.json(Json.reader(SessionAnswer.class)).then(SessionAnswer::checked);

    private static final JsonReader<SessionAnswer> READER = Json.reader(SessionAnswer.class);

    private SessionOperations() {}

    /** Reads a session out of a body that may also hold something else. */
    static SessionAnswer read(Map<String, Object> body) {
        return Auth.convert(READER, body).checked();
    }

    /**
     * {@code POST /token?grant_type=refresh_token}. May be repeated: whoever lost the answer and presents the same token
     * again is given the one that came of it.
     */
    public static Operation<SessionAnswer> refresh(Secret refreshToken) {
        Route.Builder route = Route.post("/token")
                .query("grant_type", "refresh_token")
                .json(Map.of("refresh_token", refreshToken))
                .anonymous();
        return Operation.idempotent(Auth.SERVICE, "auth.refresh", Auth.direct(route, ANSWER));
    }

    /** {@code POST /logout}. */
    public static Operation<Done> signOut(SignOutScope scope) {
        Route.Builder route =
                Route.post("/logout").query("scope", scope.value()).json(Map.of());
        return Operation.idempotent(Auth.SERVICE, "auth.signOut", Auth.direct(route, Decoder.done()));
    }
}
