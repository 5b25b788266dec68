package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.auth.web.Routes;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Health, settings, and the documents with keys and endpoints, for everybody; and the features that are off. */
record Info(AuthCore core) {
    /** The provider that the server lists last. */
    private static final String AFTER_PHONE = "zoom";

    private static final String CACHED = "public, max-age=600";
    private static final Map<String, String> OPENID_LISTS = new LinkedHashMap<>();

    static {
        OPENID_LISTS.put("scopes_supported", "openid profile email phone offline_access");
        OPENID_LISTS.put("response_types_supported", "code");
        OPENID_LISTS.put("response_modes_supported", "query");
        OPENID_LISTS.put("grant_types_supported", "authorization_code refresh_token");
        OPENID_LISTS.put("subject_types_supported", "public");
        OPENID_LISTS.put("id_token_signing_alg_values_supported", "RS256 HS256 ES256");
        OPENID_LISTS.put("token_endpoint_auth_methods_supported", "client_secret_basic client_secret_post none");
        OPENID_LISTS.put(
                "claims_supported",
                "sub aud iss exp iat auth_time nonce email email_verified phone_number phone_number_verified name"
                        + " picture preferred_username updated_at");
        OPENID_LISTS.put("code_challenge_methods_supported", "S256 plain");
    }

    void mount(Routes routes) {
        routes.on("GET", "/health", this::health)
                .on("GET", "/settings", this::settings)
                .on("GET", "/.well-known/jwks.json", this::keys)
                .on("GET", "/.well-known/openid-configuration", this::openid);
        mountFeaturesOff(routes);
    }

    private Reply health(Call call) {
        String description = "GoTrue is a user registration and authentication API";
        return Replies.ok(Json.object("version", "v2.196.0", "name", "GoTrue", "description", description));
    }

    private Reply settings(Call call) {
        AuthSettings settings = core.settings;
        ObjectNode external = Json.object("anonymous_users", settings.enabled("anonymous_users"));
        AuthSettings.PROVIDERS.stream()
                .filter(provider -> !provider.equals(AFTER_PHONE))
                .forEach(provider -> external.put(provider, settings.enabled(provider)));
        for (String last : List.of("email", "phone", AFTER_PHONE)) {
            external.put(last, settings.enabled(last));
        }
        return Replies.ok(Json.object("external", external)
                .put("disable_signup", settings.flag("DISABLE_SIGNUP"))
                .put("mailer_autoconfirm", settings.autoconfirm("email"))
                .put("phone_autoconfirm", settings.autoconfirm("phone"))
                .put("sms_provider", settings.text("SMS_PROVIDER"))
                .put("saml_enabled", false)
                .put("saml_private_key_next_configured", true)
                .put("passkeys_enabled", false));
    }

    private Reply keys(Call call) {
        return Replies.ok(core.keys.set()).header("Cache-Control", CACHED);
    }

    private Reply openid(Call call) {
        String issuer = core.settings.text("JWT_ISSUER");
        ObjectNode body = Json.object("issuer", issuer)
                .put("authorization_endpoint", issuer + "/oauth/authorize")
                .put("token_endpoint", issuer + "/oauth/token")
                .put("jwks_uri", issuer + "/.well-known/jwks.json")
                .put("userinfo_endpoint", issuer + "/oauth/userinfo");
        OPENID_LISTS.forEach((name, values) -> body.set(name, Json.array(List.of(values.split(" ", -1)))));
        return Replies.ok(body).header("Cache-Control", CACHED);
    }

    /** Features that are not served here answer as those of the real server do when they are switched off. */
    private void mountFeaturesOff(Routes routes) {
        Routes.Check oauth = off("feature_disabled", "OAuth server is disabled");
        routes.group("/oauth", oauth)
                .group("/.well-known/oauth-authorization-server", oauth)
                .group("/scim", off("feature_disabled", "SCIM server is disabled"))
                .group("/sso", off("saml_provider_disabled", "SAML 2.0 is disabled"))
                .group("/passkeys", off("passkey_disabled", "Passkeys are disabled"))
                .group("/user/oauth", oauth)
                .group("/admin/oauth", oauth)
                .group("/admin/sso/providers")
                .on("GET", "/admin/sso/providers", call -> Replies.ok(Json.object("items", Json.array())))
                .on("POST", "/admin/sso/providers", call -> {
                    throw AuthError.panic();
                })
                .group(
                        "/admin/sso/providers/{provider_id}",
                        off("sso_provider_not_found", "SSO Identity Provider not found"))
                .group(
                        "/admin/custom-providers",
                        call -> AuthError.of(404, "feature_disabled", "Custom OAuth providers are disabled")
                                .throwIf(!core.settings.flag("CUSTOM_OAUTH_ENABLED")))
                .on("GET", "/admin/custom-providers", call -> Replies.ok(Json.object("providers", Json.array())));
    }

    private static Routes.Check off(String code, String text) {
        return call -> {
            throw AuthError.of(404, code, text);
        };
    }
}
