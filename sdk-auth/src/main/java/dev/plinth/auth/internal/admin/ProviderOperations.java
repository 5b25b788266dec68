package dev.plinth.auth.internal.admin;

import dev.plinth.auth.internal.api.JsonOperations;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identity providers of organisations, and the providers that administrators add. */
public final class ProviderOperations {

    private ProviderOperations() {}

    /** {@code GET /admin/sso/providers}. */
    public static Operation<List<Map<String, Object>>> listSso() {
        return JsonOperations.list("sso.list", Route.get("/admin/sso/providers"), "items");
    }

    /** {@code POST /admin/sso/providers}. */
    public static Operation<Map<String, Object>> createSso(Map<String, Object> provider) {
        return JsonOperations.create(
                "sso.create", Route.post("/admin/sso/providers").json(provider));
    }

    /** {@code GET /admin/sso/providers/{id}}. */
    public static Operation<Map<String, Object>> getSso(String id) {
        return JsonOperations.get("sso.get", Route.get("/admin/sso/providers/{id}", id))
                .context("provider", id);
    }

    /** {@code PUT /admin/sso/providers/{id}}. */
    public static Operation<Map<String, Object>> updateSso(String id, Map<String, Object> changes) {
        return JsonOperations.update(
                        "sso.update", Route.put("/admin/sso/providers/{id}", id).json(changes))
                .context("provider", id);
    }

    /** {@code DELETE /admin/sso/providers/{id}}. */
    public static Operation<Done> deleteSso(String id) {
        return JsonOperations.delete("sso.delete", Route.delete("/admin/sso/providers/{id}", id))
                .context("provider", id);
    }

    /** {@code GET /admin/custom-providers}. */
    public static Operation<List<Map<String, Object>>> listCustom(@Nullable String type) {
        return JsonOperations.list(
                "customProviders.list", Route.get("/admin/custom-providers").query("type", type), "providers");
    }

    /** {@code POST /admin/custom-providers}. */
    public static Operation<Map<String, Object>> createCustom(Map<String, Object> provider) {
        return JsonOperations.create(
                "customProviders.create", Route.post("/admin/custom-providers").json(provider));
    }

    /** {@code GET /admin/custom-providers/{identifier}}. */
    public static Operation<Map<String, Object>> getCustom(String identifier) {
        return JsonOperations.get("customProviders.get", Route.get("/admin/custom-providers/{identifier}", identifier))
                .context("provider", identifier);
    }

    /** {@code PUT /admin/custom-providers/{identifier}}. */
    public static Operation<Map<String, Object>> updateCustom(String identifier, Map<String, Object> changes) {
        return JsonOperations.update(
                        "customProviders.update",
                        Route.put("/admin/custom-providers/{identifier}", identifier)
                                .json(changes))
                .context("provider", identifier);
    }

    /** {@code DELETE /admin/custom-providers/{identifier}}. */
    public static Operation<Done> deleteCustom(String identifier) {
        return JsonOperations.delete(
                        "customProviders.delete", Route.delete("/admin/custom-providers/{identifier}", identifier))
                .context("provider", identifier);
    }
}
