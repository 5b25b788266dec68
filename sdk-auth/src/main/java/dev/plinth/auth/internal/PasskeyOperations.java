package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;

/** Passkeys: a user's own, those that an administrator sees, and signing in by one. */
public final class PasskeyOperations {

    private PasskeyOperations() {}

    /** {@code GET /passkeys}. */
    public static Operation<List<Map<String, Object>>> list() {
        return Thin.list("passkeys.list", Route.get("/passkeys"));
    }

    /** {@code POST /passkeys/registration/options}. */
    public static Operation<Map<String, Object>> options() {
        return Thin.create(
                "passkeys.options", Route.post("/passkeys/registration/options").json(Map.of()));
    }

    /** {@code POST /passkeys/registration/verify}. */
    public static Operation<Map<String, Object>> register(Map<String, Object> answer) {
        return Thin.create(
                "passkeys.register", Route.post("/passkeys/registration/verify").json(answer));
    }

    /** {@code PATCH /passkeys/{id}}. */
    public static Operation<Map<String, Object>> rename(String id, String friendlyName) {
        return Thin.update(
                        "passkeys.rename",
                        Route.patch("/passkeys/{id}", Uuids.checked("passkey", id))
                                .json(Map.of("friendly_name", friendlyName)))
                .about("passkey", id);
    }

    /** {@code DELETE /passkeys/{id}}. */
    public static Operation<Done> delete(String id) {
        return Thin.delete("passkeys.delete", Route.delete("/passkeys/{id}", Uuids.checked("passkey", id)))
                .about("passkey", id);
    }

    /** {@code GET /admin/users/{id}/passkeys}. */
    public static Operation<List<Map<String, Object>>> listOf(String userId) {
        return Thin.list("passkeys.listOf", Route.get("/admin/users/{id}/passkeys", Uuids.checked("user", userId)))
                .about("user", userId);
    }

    /** {@code DELETE /admin/users/{id}/passkeys/{passkey}}. */
    public static Operation<Done> deleteOf(String userId, String passkeyId) {
        return Thin.delete(
                        "passkeys.deleteOf",
                        Route.delete(
                                "/admin/users/{id}/passkeys/{passkey}",
                                Uuids.checked("user", userId),
                                Uuids.checked("passkey", passkeyId)))
                .about("user", userId, "passkey", passkeyId);
    }

    /** {@code POST /passkeys/authentication/options}, for who is not signed in. */
    public static Operation<Map<String, Object>> signInOptions() {
        return Thin.create(
                "auth.passkeyOptions",
                Route.post("/passkeys/authentication/options").json(Map.of()).anonymous());
    }

    /** {@code POST /passkeys/authentication/verify}. */
    public static Operation<SessionAnswer> signIn(Map<String, Object> answer) {
        Route.Builder route =
                Route.post("/passkeys/authentication/verify").json(answer).anonymous();
        return Operation.unsafe(Auth.SERVICE, "auth.signInWithPasskey", Auth.direct(route, SessionOperations.ANSWER));
    }
}
