package dev.plinth.auth.internal.signin;

import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** Passkeys: a user's own, those that an administrator sees, and signing in by one. */
public final class PasskeyOperations {

    private PasskeyOperations() {}

    /** {@code GET /passkeys}. */
    public static Operation<List<Map<String, Object>>> list() {
        return JsonOperations.list("passkeys.list", Route.get("/passkeys"));
    }

    /** {@code POST /passkeys/registration/options}. */
    public static Operation<Map<String, Object>> options() {
        return JsonOperations.create(
                "passkeys.options", Route.post("/passkeys/registration/options").json(Map.of()));
    }

    /** {@code POST /passkeys/registration/verify}. */
    public static Operation<Map<String, Object>> register(Map<String, Object> answer) {
        return JsonOperations.create(
                "passkeys.register", Route.post("/passkeys/registration/verify").json(answer));
    }

    /** {@code PATCH /passkeys/{id}}. */
    public static Operation<Map<String, Object>> rename(String id, String friendlyName) {
        return JsonOperations.update(
                        "passkeys.rename",
                        Route.patch("/passkeys/{id}", Uuids.checked("passkey", id))
                                .json(Map.of("friendly_name", friendlyName)))
                .context("passkey", id);
    }

    /** {@code DELETE /passkeys/{id}}. */
    public static Operation<Done> delete(String id) {
        return JsonOperations.delete("passkeys.delete", Route.delete("/passkeys/{id}", Uuids.checked("passkey", id)))
                .context("passkey", id);
    }

    /** {@code GET /admin/users/{id}/passkeys}. */
    public static Operation<List<Map<String, Object>>> listOf(String userId) {
        return JsonOperations.list(
                        "passkeys.listOf", Route.get("/admin/users/{id}/passkeys", Uuids.checked("user", userId)))
                .context("user", userId);
    }

    /** {@code DELETE /admin/users/{id}/passkeys/{passkey}}. */
    public static Operation<Done> deleteOf(String userId, String passkeyId) {
        return JsonOperations.delete(
                        "passkeys.deleteOf",
                        Route.delete(
                                "/admin/users/{id}/passkeys/{passkey}",
                                Uuids.checked("user", userId),
                                Uuids.checked("passkey", passkeyId)))
                .context("user", userId, "passkey", passkeyId);
    }

    /** {@code POST /passkeys/authentication/options}, for who is not signed in. */
    public static Operation<Map<String, Object>> signInOptions() {
        return JsonOperations.create(
                "auth.passkeyOptions",
                Route.post("/passkeys/authentication/options").json(Map.of()).anonymous());
    }

    /** {@code POST /passkeys/authentication/verify}. */
    public static Operation<SessionResponse> signIn(Map<String, Object> answer) {
        Route.Builder route =
                Route.post("/passkeys/authentication/verify").json(answer).anonymous();
        return Operation.unsafe(
                AuthService.SERVICE, "auth.signInWithPasskey", AuthService.direct(route, SessionOperations.ANSWER));
    }
}
