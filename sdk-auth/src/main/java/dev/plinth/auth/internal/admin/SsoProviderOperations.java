package dev.plinth.auth.internal.admin;

import dev.plinth.auth.SsoProvider;
import dev.plinth.auth.SsoProviderOptions;
import dev.plinth.auth.SsoProviderUpdate;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.function.Consumer;

/** The operations on SAML identity providers. */
public final class SsoProviderOperations {

    private static final JsonReader<List<SsoProviderRecord>> PROVIDERS = Json.listReader(SsoProviderRecord.class);
    private static final Decoder<SsoProvider> PROVIDER = Decoder.json(Json.reader(SsoProviderRecord.class))::decode;

    private SsoProviderOperations() {}

    /** {@code GET /admin/sso/providers}. */
    public static Operation<List<SsoProvider>> list() {
        return JsonOperations.list("ssoProviders.list", Route.get("/admin/sso/providers"), "items", PROVIDERS);
    }

    /** {@code POST /admin/sso/providers}. */
    public static Operation<SsoProvider> create(Consumer<? super SsoProviderOptions> options) {
        Route.Builder route = Route.post("/admin/sso/providers").json(SsoProviderSettings.forCreate(options));
        return JsonOperations.create("ssoProviders.create", route, PROVIDER);
    }

    /** {@code GET /admin/sso/providers/{id}}. */
    public static Operation<SsoProvider> get(String id) {
        return JsonOperations.get("ssoProviders.get", Route.get("/admin/sso/providers/{id}", id), matching(id))
                .context("provider", id);
    }

    /** {@code PUT /admin/sso/providers/{id}}. */
    public static Operation<SsoProvider> update(String id, Consumer<? super SsoProviderUpdate> changes) {
        Route.Builder route = Route.put("/admin/sso/providers/{id}", id).json(SsoProviderSettings.forUpdate(changes));
        return JsonOperations.update("ssoProviders.update", route, matching(id)).context("provider", id);
    }

    /** {@code DELETE /admin/sso/providers/{id}}. */
    public static Operation<Done> delete(String id) {
        return JsonOperations.delete("ssoProviders.delete", Route.delete("/admin/sso/providers/{id}", id))
                .context("provider", id);
    }

    /** Decodes a provider, and checks its id. Only a UUID is compared, because an update may change the resource id. */
    private static Decoder<SsoProvider> matching(String id) {
        return PROVIDER.matching(
                provider -> id.startsWith("resource_") || provider.id().equalsIgnoreCase(id));
    }
}
