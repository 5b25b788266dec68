package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;

/** What users allow other programs, where the server is an OAuth server for these. */
public final class GrantOperations {

    private GrantOperations() {}

    /** {@code GET /user/oauth/grants}. */
    public static Operation<List<Map<String, Object>>> list() {
        return Thin.list("grants.list", Route.get("/user/oauth/grants"));
    }

    /** {@code DELETE /user/oauth/grants}. */
    public static Operation<Done> revoke(String clientId) {
        return Thin.delete("grants.revoke", Route.delete("/user/oauth/grants").query("client_id", clientId))
                .about("client", clientId);
    }

    /** {@code GET /oauth/authorizations/{id}}. Who asks first has claimed it. */
    public static Operation<Map<String, Object>> authorization(String id) {
        return Thin.get("oauth.authorization", Route.get("/oauth/authorizations/{id}", id))
                .about("authorization", id);
    }

    /** {@code POST /oauth/authorizations/{id}/consent}. */
    public static Operation<Map<String, Object>> consent(String id, boolean allow) {
        return Thin.create(
                        "oauth.consent",
                        Route.post("/oauth/authorizations/{id}/consent", id)
                                .json(Map.of("action", allow ? "approve" : "deny")))
                .about("authorization", id);
    }
}
