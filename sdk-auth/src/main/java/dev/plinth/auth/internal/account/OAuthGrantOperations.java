package dev.plinth.auth.internal.account;

import dev.plinth.auth.OAuthAuthorization;
import dev.plinth.auth.OAuthGrant;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** The operations on a user's grants to OAuth clients. */
public final class OAuthGrantOperations {

    private static final JsonReader<List<OAuthGrantRecord>> GRANTS = Json.listReader(OAuthGrantRecord.class);
    private static final Decoder<String> REDIRECT_URL =
            Decoder.json(Json.reader(ConsentRecord.class)).then(ConsentRecord::redirectUrl);

    private OAuthGrantOperations() {}

    record ConsentRecord(String redirectUrl) {}

    /** {@code GET /user/oauth/grants}. */
    public static Operation<List<OAuthGrant>> list() {
        return JsonOperations.list("oauthGrants.list", Route.get("/user/oauth/grants"), GRANTS);
    }

    /** {@code DELETE /user/oauth/grants}. */
    public static Operation<Done> revoke(String clientId) {
        return JsonOperations.delete(
                        "oauthGrants.revoke", Route.delete("/user/oauth/grants").query("client_id", clientId))
                .context("client", clientId);
    }

    /** {@code GET /oauth/authorizations/{id}}. The authorization is assigned to the first user who requests it. */
    public static Operation<OAuthAuthorization> getAuthorization(String id) {
        return JsonOperations.<OAuthAuthorization>get(
                        "oauthGrants.getAuthorization",
                        Route.get("/oauth/authorizations/{id}", id),
                        AuthService.object().then(OAuthAuthorizationRecord::of))
                .context("authorization", id);
    }

    /** {@code POST /oauth/authorizations/{id}/consent}. */
    public static Operation<String> approve(String id) {
        return consent("oauthGrants.approve", "approve", id);
    }

    /** {@code POST /oauth/authorizations/{id}/consent}. */
    public static Operation<String> deny(String id) {
        return consent("oauthGrants.deny", "deny", id);
    }

    private static Operation<String> consent(String operation, String action, String id) {
        Route.Builder route =
                Route.post("/oauth/authorizations/{id}/consent", id).json(Map.of("action", action));
        return JsonOperations.create(operation, route, REDIRECT_URL).context("authorization", id);
    }
}
