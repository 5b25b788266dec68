package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is not served here answers as the server does when the feature is switched off. */
final class FeaturesOff {
    private FeaturesOff() {}

    static void mount(Routes routes, AuthSettings settings) {
        Routes.Check oauth = off(404, "feature_disabled", "OAuth server is disabled");
        Routes.Check saml = off(404, "saml_provider_disabled", "SAML 2.0 is disabled");
        routes.group("/oauth", oauth)
                .group("/.well-known/oauth-authorization-server", oauth)
                .group("/scim", off(404, "feature_disabled", "SCIM server is disabled"))
                .group("/sso", saml)
                .group("/passkeys", off(404, "passkey_disabled", "Passkeys are disabled"))
                .group("/user/oauth", oauth)
                .group("/admin/oauth", oauth)
                .group("/admin/sso/providers")
                .on("GET", "/admin/sso/providers", call -> list("items"))
                .on("POST", "/admin/sso/providers", call -> {
                    throw AuthError.panic("Unexpected failure, please check server logs for more information");
                })
                .group(
                        "/admin/sso/providers/{provider_id}",
                        off(404, "sso_provider_not_found", "SSO Identity Provider not found"))
                .group("/admin/custom-providers", call -> {
                    if (!settings.flag("CUSTOM_OAUTH_ENABLED")) {
                        throw AuthError.of(404, "feature_disabled", "Custom OAuth providers are disabled");
                    }
                })
                .on("GET", "/admin/custom-providers", call -> list("providers"));
    }

    private static Routes.Check off(int status, String code, String text) {
        return call -> {
            throw AuthError.of(status, code, text);
        };
    }

    private static AuthReply list(String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray(name);
        return AuthReply.ok(body);
    }
}
