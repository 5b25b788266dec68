package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What passes JSON in and out as the server has it: parts of it that few programs use, and that still change. */
public final class ThinOperations {

    // Where the thin operations go; each is one line in its handle.
    public static final String PASSKEYS = "/passkeys";
    public static final String PASSKEY_OPTIONS = "/passkeys/registration/options";
    public static final String PASSKEY_REGISTRATION = "/passkeys/registration/verify";
    public static final String PASSKEY = "/passkeys/{id}";
    public static final String GRANTS = "/user/oauth/grants";
    public static final String SSO_PROVIDERS = "/admin/sso/providers";
    public static final String SSO_PROVIDER = "/admin/sso/providers/{id}";
    public static final String CUSTOM_PROVIDERS = "/admin/custom-providers";
    public static final String CUSTOM_PROVIDER = "/admin/custom-providers/{id}";
    public static final String OAUTH_CLIENTS = "/admin/oauth/clients";
    public static final String OAUTH_CLIENT = "/admin/oauth/clients/{id}";
    public static final String OAUTH_CLIENT_SECRET = "/admin/oauth/clients/{id}/regenerate_secret";
    public static final String PASSKEYS_OF_USER = "/admin/users/{id}/passkeys";
    public static final String PASSKEY_OF_USER = "/admin/users/{id}/passkeys/{passkey}";

    private ThinOperations() {}

    /** Gets an object. */
    public static Operation<Map<String, Object>> get(String name, String path, String... values) {
        return Operation.safe(Auth.SERVICE, name, Auth.direct(Route.get(path, values), Auth.object()));
    }

    /** Gets an array of objects. */
    public static Operation<List<Map<String, Object>>> list(String name, String path, String... values) {
        return Operation.safe(Auth.SERVICE, name, Auth.direct(Route.get(path, values), Auth.objects()));
    }

    /** Gets the array under a name of an object; an absent one is empty. */
    public static Operation<List<Map<String, Object>>> listUnder(
            String field, String name, String path, @Nullable String parameter, @Nullable Object value) {
        Route.Builder route = Route.get(path);
        if (parameter != null) {
            route.query(parameter, value);
        }
        return Operation.safe(
                Auth.SERVICE,
                name,
                Auth.direct(
                        route,
                        Auth.object()
                                .then(answer -> Fields.of(answer).list(field).stream()
                                        .map(Fields::map)
                                        .toList())));
    }

    /** Posts an object. */
    public static Operation<Map<String, Object>> post(
            String name, Map<String, Object> body, String path, String... values) {
        return Operation.unsafe(
                Auth.SERVICE, name, Auth.direct(Route.post(path, values).json(body), Auth.object()));
    }

    /** Puts an object. */
    public static Operation<Map<String, Object>> put(
            String name, Map<String, Object> body, String path, String... values) {
        return Operation.idempotent(
                Auth.SERVICE, name, Auth.direct(Route.put(path, values).json(body), Auth.object()));
    }

    /** Deletes. */
    public static Operation<Done> delete(String name, String path, String... values) {
        return Operation.idempotent(Auth.SERVICE, name, Auth.direct(Route.delete(path, values), Decoder.done()));
    }

    /** {@code PATCH /passkeys/{id}}. */
    public static Operation<Map<String, Object>> renamePasskey(String id, String friendlyName) {
        Route.Builder route =
                Route.patch("/passkeys/{id}", Uuids.checked("passkey", id)).json(Map.of("friendly_name", friendlyName));
        return Operation.idempotent(Auth.SERVICE, "passkeys.rename", Auth.direct(route, Auth.object()));
    }

    /** {@code DELETE /user/oauth/grants}. */
    public static Operation<Done> revokeGrant(String clientId) {
        Route.Builder route = Route.delete("/user/oauth/grants").query("client_id", clientId);
        return Operation.idempotent(Auth.SERVICE, "grants.revoke", Auth.direct(route, Decoder.done()));
    }

    /** {@code POST /passkeys/authentication/options}, for who is not signed in. */
    public static Operation<Map<String, Object>> passkeySignInOptions() {
        Route.Builder route =
                Route.post("/passkeys/authentication/options").json(Map.of()).anonymous();
        return Operation.unsafe(Auth.SERVICE, "auth.passkeyOptions", Auth.direct(route, Auth.object()));
    }

    /** {@code POST /passkeys/authentication/verify}. */
    public static Operation<SessionAnswer> passkeySignIn(Map<String, Object> answer) {
        Route.Builder route =
                Route.post("/passkeys/authentication/verify").json(answer).anonymous();
        return Operation.unsafe(Auth.SERVICE, "auth.signInWithPasskey", Auth.direct(route, SessionOperations.ANSWER));
    }
}
