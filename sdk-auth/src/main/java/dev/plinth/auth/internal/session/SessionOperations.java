package dev.plinth.auth.internal.session;

import dev.plinth.auth.SignOutScope;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.Map;

/** The operations that refresh a session and sign out. */
public final class SessionOperations {

    public static final Decoder<SessionResponse> SESSION =
            Decoder.json(Json.reader(SessionResponse.class)).then(SessionResponse::requireUser);

    private static final JsonReader<SessionResponse> READER = Json.reader(SessionResponse.class);

    private SessionOperations() {}

    /** Converts a decoded JSON object to a session. */
    public static SessionResponse read(Map<String, Object> body) {
        return AuthService.convert(READER, body).requireUser();
    }

    /**
     * {@code POST /token?grant_type=refresh_token}. Idempotent: if the response was lost and the same token is sent
     * again, the server returns the tokens that replaced it.
     */
    public static Operation<SessionResponse> refresh(Secret refreshToken) {
        Route.Builder route = Route.post("/token")
                .query("grant_type", "refresh_token")
                .json(Map.of("refresh_token", refreshToken))
                .anonymous();
        return Operation.idempotent(AuthService.SERVICE, "auth.refreshSession", AuthService.direct(route, SESSION));
    }

    /** {@code POST /logout}. */
    public static Operation<Done> signOut(SignOutScope scope) {
        return signOut("session.signOut", scope);
    }

    /** {@code POST /logout}, called by a named method. */
    public static Operation<Done> signOut(String operation, SignOutScope scope) {
        Route.Builder route =
                Route.post("/logout").query("scope", scope.value()).json(Map.of());
        return Operation.idempotent(AuthService.SERVICE, operation, AuthService.direct(route, Decoder.done()));
    }
}
