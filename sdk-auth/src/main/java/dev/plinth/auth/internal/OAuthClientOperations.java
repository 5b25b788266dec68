package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;

/** The programs that users can sign in to by a project. */
public final class OAuthClientOperations {

    private OAuthClientOperations() {}

    /** {@code GET /admin/oauth/clients}. The server knows no pages here, and answers {@code {}} if there is none. */
    public static Operation<List<Map<String, Object>>> list() {
        return Thin.list("oauthClients.list", Route.get("/admin/oauth/clients"), "clients");
    }

    /** {@code POST /admin/oauth/clients}. */
    public static Operation<Map<String, Object>> create(Map<String, Object> client) {
        return Thin.create(
                "oauthClients.create", Route.post("/admin/oauth/clients").json(client));
    }

    /** {@code GET /admin/oauth/clients/{client_id}}. */
    public static Operation<Map<String, Object>> get(String clientId) {
        return Thin.get("oauthClients.get", Route.get("/admin/oauth/clients/{id}", clientId))
                .about("client", clientId);
    }

    /** {@code PUT /admin/oauth/clients/{client_id}}. */
    public static Operation<Map<String, Object>> update(String clientId, Map<String, Object> changes) {
        return Thin.update(
                        "oauthClients.update",
                        Route.put("/admin/oauth/clients/{id}", clientId).json(changes))
                .about("client", clientId);
    }

    /** {@code DELETE /admin/oauth/clients/{client_id}}. */
    public static Operation<Done> delete(String clientId) {
        return Thin.delete("oauthClients.delete", Route.delete("/admin/oauth/clients/{id}", clientId))
                .about("client", clientId);
    }

    /** {@code POST /admin/oauth/clients/{client_id}/regenerate_secret}. Each time is another secret. */
    public static Operation<Map<String, Object>> regenerateSecret(String clientId) {
        return Thin.create(
                        "oauthClients.regenerateSecret",
                        Route.post("/admin/oauth/clients/{id}/regenerate_secret", clientId)
                                .json(Map.of()))
                .about("client", clientId);
    }
}
