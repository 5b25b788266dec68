package dev.plinth.auth.internal.admin;

import dev.plinth.auth.CustomProvider;
import dev.plinth.auth.CustomProviderOptions;
import dev.plinth.auth.CustomProviderType;
import dev.plinth.auth.CustomProviderUpdate;
import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations on custom OAuth 2.0 and OpenID Connect providers. */
public final class CustomProviderOperations {

    private static final JsonReader<List<CustomProviderRecord>> PROVIDERS = Json.listReader(CustomProviderRecord.class);
    private static final Decoder<CustomProvider> PROVIDER =
            Decoder.json(Json.reader(CustomProviderRecord.class))::decode;

    private CustomProviderOperations() {}

    /** {@code GET /admin/custom-providers}. */
    public static Operation<List<CustomProvider>> list(@Nullable CustomProviderType type) {
        Route.Builder route = Route.get("/admin/custom-providers").query("type", type);
        return JsonOperations.list("customProviders.list", route, "providers", PROVIDERS);
    }

    /** {@code POST /admin/custom-providers}. */
    public static Operation<CustomProvider> create(
            String identifier, CustomProviderType type, Consumer<? super CustomProviderOptions> options) {
        Route.Builder route =
                Route.post("/admin/custom-providers").json(CustomProviderSettings.forCreate(identifier, type, options));
        return JsonOperations.create("customProviders.create", route, matching(identifier))
                .context("provider", identifier);
    }

    /** {@code GET /admin/custom-providers/{identifier}}. */
    public static Operation<CustomProvider> get(String identifier) {
        Route.Builder route = Route.get("/admin/custom-providers/{identifier}", identifier);
        return JsonOperations.get("customProviders.get", route, matching(identifier))
                .context("provider", identifier);
    }

    /** {@code PUT /admin/custom-providers/{identifier}}. */
    public static Operation<CustomProvider> update(String identifier, Consumer<? super CustomProviderUpdate> changes) {
        Route.Builder route = Route.put("/admin/custom-providers/{identifier}", identifier)
                .json(CustomProviderSettings.forUpdate(changes));
        return JsonOperations.update("customProviders.update", route, matching(identifier))
                .context("provider", identifier);
    }

    /** {@code DELETE /admin/custom-providers/{identifier}}. */
    public static Operation<Done> delete(String identifier) {
        Route.Builder route = Route.delete("/admin/custom-providers/{identifier}", identifier);
        return JsonOperations.delete("customProviders.delete", route).context("provider", identifier);
    }

    private static Decoder<CustomProvider> matching(String identifier) {
        return PROVIDER.matching(provider -> provider.identifier().equals(identifier));
    }
}
