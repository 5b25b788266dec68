package dev.plinth.auth.internal.admin;

import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** The programs that users can sign in to by a project. */
public final class OAuthClientOperations {

    private OAuthClientOperations() {}

    /** {@code GET /admin/oauth/clients}. The server knows no pages here, and answers {@code {}} if there is none. */
    public static Operation<List<Map<String, Object>>> list() {
        return JsonOperations.list("oauthClients.list", Route.get("/admin/oauth/clients"), "clients");
    }

    /** {@code POST /admin/oauth/clients}. */
    public static Operation<Map<String, Object>> create(Map<String, Object> client) {
        return JsonOperations.create(
                "oauthClients.create", Route.post("/admin/oauth/clients").json(client));
    }

    /** {@code GET /admin/oauth/clients/{client_id}}. */
    public static Operation<Map<String, Object>> get(String clientId) {
        return JsonOperations.get("oauthClients.get", Route.get("/admin/oauth/clients/{id}", clientId))
                .context("client", clientId);
    }

    /** {@code PUT /admin/oauth/clients/{client_id}}. */
    public static Operation<Map<String, Object>> update(String clientId, Map<String, Object> changes) {
        return JsonOperations.update(
                        "oauthClients.update",
                        Route.put("/admin/oauth/clients/{id}", clientId).json(changes))
                .context("client", clientId);
    }

    /** {@code DELETE /admin/oauth/clients/{client_id}}. */
    public static Operation<Done> delete(String clientId) {
        return JsonOperations.delete("oauthClients.delete", Route.delete("/admin/oauth/clients/{id}", clientId))
                .context("client", clientId);
    }

    /** {@code POST /admin/oauth/clients/{client_id}/regenerate_secret}. Each time is another secret. */
    public static Operation<Map<String, Object>> regenerateSecret(String clientId) {
        return JsonOperations.create(
                        "oauthClients.regenerateSecret",
                        Route.post("/admin/oauth/clients/{id}/regenerate_secret", clientId)
                                .json(Map.of()))
                .context("client", clientId);
    }
}
