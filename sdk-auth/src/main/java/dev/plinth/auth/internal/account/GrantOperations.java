package dev.plinth.auth.internal.account;

import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** What users allow other programs, where the server is an OAuth server for these. */
public final class GrantOperations {

    private GrantOperations() {}

    /** {@code GET /user/oauth/grants}. */
    public static Operation<List<Map<String, Object>>> list() {
        return JsonOperations.list("grants.list", Route.get("/user/oauth/grants"));
    }

    /** {@code DELETE /user/oauth/grants}. */
    public static Operation<Done> revoke(String clientId) {
        return JsonOperations.delete(
                        "grants.revoke", Route.delete("/user/oauth/grants").query("client_id", clientId))
                .context("client", clientId);
    }

    /** {@code GET /oauth/authorizations/{id}}. Who asks first has claimed it. */
    public static Operation<Map<String, Object>> authorization(String id) {
        return JsonOperations.get("oauth.authorization", Route.get("/oauth/authorizations/{id}", id))
                .context("authorization", id);
    }

    /** {@code POST /oauth/authorizations/{id}/consent}. */
    public static Operation<Map<String, Object>> consent(String id, boolean allow) {
        return JsonOperations.create(
                        "oauth.consent",
                        Route.post("/oauth/authorizations/{id}/consent", id)
                                .json(Map.of("action", allow ? "approve" : "deny")))
                .context("authorization", id);
    }
}
