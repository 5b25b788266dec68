package dev.plinth.auth.internal.passkey;

import dev.plinth.auth.Passkey;
import dev.plinth.auth.PasskeyChallenge;
import dev.plinth.auth.SignInOptions;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.auth.internal.api.JsonText;
import dev.plinth.auth.internal.api.SignInSettings;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The operations on passkeys: a user's own, those that an administrator sees, and the sign-in. */
public final class PasskeyOperations {

    private static final JsonReader<List<PasskeyRecord>> PASSKEYS = Json.listReader(PasskeyRecord.class);
    private static final Decoder<Passkey> PASSKEY = Decoder.json(Json.reader(PasskeyRecord.class))::decode;
    private static final Decoder<PasskeyChallenge> CHALLENGE =
            Decoder.json(Json.reader(PasskeyChallengeRecord.Wire.class)).then(PasskeyChallengeRecord.Wire::challenge);

    private PasskeyOperations() {}

    /** {@code GET /passkeys}. */
    public static Operation<List<Passkey>> list() {
        return JsonOperations.list("passkeys.list", Route.get("/passkeys"), PASSKEYS);
    }

    /** {@code POST /passkeys/registration/options}. */
    public static Operation<PasskeyChallenge> startRegistration() {
        Route.Builder route = Route.post("/passkeys/registration/options").json(Map.of());
        return JsonOperations.create("passkeys.startRegistration", route, CHALLENGE);
    }

    /** {@code POST /passkeys/registration/verify}. */
    public static Operation<Passkey> register(String challengeId, String credentialJson) {
        Route.Builder route = Route.post("/passkeys/registration/verify").json(body(challengeId, credentialJson));
        return JsonOperations.create("passkeys.register", route, PASSKEY);
    }

    /** {@code PATCH /passkeys/{id}}. */
    public static Operation<Passkey> rename(String id, String friendlyName) {
        Route.Builder route =
                Route.patch("/passkeys/{id}", Uuids.checked("passkey", id)).json(Map.of("friendly_name", friendlyName));
        return JsonOperations.update(
                        "passkeys.rename", route, PASSKEY.matching(passkey -> Uuids.same(id, passkey.id())))
                .context("passkey", id);
    }

    /** {@code DELETE /passkeys/{id}}. */
    public static Operation<Done> delete(String id) {
        return JsonOperations.delete("passkeys.delete", Route.delete("/passkeys/{id}", Uuids.checked("passkey", id)))
                .context("passkey", id);
    }

    /** {@code GET /admin/users/{id}/passkeys}. */
    public static Operation<List<Passkey>> listForUser(String userId) {
        Route.Builder route = Route.get("/admin/users/{id}/passkeys", userId);
        return JsonOperations.<Passkey, PasskeyRecord>list("userPasskeys.list", route, PASSKEYS)
                .context("user", userId);
    }

    /** {@code DELETE /admin/users/{id}/passkeys/{passkey}}. */
    public static Operation<Done> deleteForUser(String userId, String passkeyId) {
        Route.Builder route =
                Route.delete("/admin/users/{id}/passkeys/{passkey}", userId, Uuids.checked("passkey", passkeyId));
        return JsonOperations.delete("userPasskeys.delete", route).context("user", userId, "passkey", passkeyId);
    }

    /** {@code POST /passkeys/authentication/options}, without a credential. */
    public static Operation<PasskeyChallenge> startSignIn(Consumer<? super SignInOptions> options) {
        Route.Builder route = Route.post("/passkeys/authentication/options")
                .json(SignInSettings.read(options).body(null))
                .anonymous();
        return JsonOperations.create("passkeys.startSignIn", route, CHALLENGE);
    }

    /** {@code POST /passkeys/authentication/verify}. */
    public static Operation<SessionResponse> signIn(String challengeId, String credentialJson) {
        Route.Builder route = Route.post("/passkeys/authentication/verify")
                .json(body(challengeId, credentialJson))
                .anonymous();
        return Operation.unsafe(
                AuthService.SERVICE, "passkeys.signIn", AuthService.direct(route, SessionOperations.SESSION));
    }

    private static Map<String, Object> body(String challengeId, String credentialJson) {
        return Map.of(
                "challenge_id",
                Uuids.checked("challenge", challengeId),
                "credential",
                JsonText.credential(credentialJson));
    }
}
