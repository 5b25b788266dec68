package dev.plinth.auth.internal.admin;

import dev.plinth.auth.OAuthClient;
import dev.plinth.auth.OAuthClientOptions;
import dev.plinth.auth.OAuthClientUpdate;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The operations on OAuth clients. */
public final class OAuthClientOperations {

    private static final JsonReader<List<OAuthClientRecord>> CLIENTS = Json.listReader(OAuthClientRecord.class);
    private static final Decoder<OAuthClient> CLIENT = Decoder.json(Json.reader(OAuthClientRecord.class))::decode;

    private OAuthClientOperations() {}

    /**
     * {@code GET /admin/oauth/clients}. The server does not page the list, and returns {@code {}} if there is no
     * client.
     */
    public static Operation<List<OAuthClient>> list() {
        return JsonOperations.list("oauthClients.list", Route.get("/admin/oauth/clients"), "clients", CLIENTS);
    }

    /** {@code POST /admin/oauth/clients}. */
    public static Operation<OAuthClient> create(Consumer<? super OAuthClientOptions> options) {
        Route.Builder route = Route.post("/admin/oauth/clients").json(OAuthClientSettings.forCreate(options));
        return JsonOperations.create("oauthClients.create", route, CLIENT);
    }

    /** {@code GET /admin/oauth/clients/{client_id}}. */
    public static Operation<OAuthClient> get(String clientId) {
        Route.Builder route = Route.get("/admin/oauth/clients/{id}", clientId);
        return JsonOperations.get("oauthClients.get", route, matching(clientId)).context("client", clientId);
    }

    /** {@code PUT /admin/oauth/clients/{client_id}}. */
    public static Operation<OAuthClient> update(String clientId, Consumer<? super OAuthClientUpdate> changes) {
        Route.Builder route =
                Route.put("/admin/oauth/clients/{id}", clientId).json(OAuthClientSettings.forUpdate(changes));
        return JsonOperations.update("oauthClients.update", route, matching(clientId))
                .context("client", clientId);
    }

    /** {@code DELETE /admin/oauth/clients/{client_id}}. */
    public static Operation<Done> delete(String clientId) {
        return JsonOperations.delete("oauthClients.delete", Route.delete("/admin/oauth/clients/{id}", clientId))
                .context("client", clientId);
    }

    /**
     * {@code POST /admin/oauth/clients/{client_id}/regenerate_secret}. Not retried, because each request creates
     * another secret.
     */
    public static Operation<OAuthClient> regenerateSecret(String clientId) {
        Route.Builder route = Route.post("/admin/oauth/clients/{id}/regenerate_secret", clientId)
                .json(Map.of());
        return JsonOperations.create("oauthClients.regenerateSecret", route, matching(clientId))
                .context("client", clientId);
    }

    private static Decoder<OAuthClient> matching(String clientId) {
        return CLIENT.matching(client -> client.clientId().equalsIgnoreCase(clientId));
    }
}
