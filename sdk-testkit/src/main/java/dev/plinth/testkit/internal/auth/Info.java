package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What anybody may read: health, settings, and the documents for finding keys and endpoints. */
final class Info {
    /** The one provider that the server lists last. */
    private static final String AFTER_PHONE = "zoom";

    private static final String CACHED = "public, max-age=600";

    private final AuthCore core;

    Info(AuthCore core) {
        this.core = core;
    }

    AuthReply health(Call call) {
        return AuthReply.ok(node().put("version", "v2.196.0")
                .put("name", "GoTrue")
                .put("description", "GoTrue is a user registration and authentication API"));
    }

    AuthReply settings(Call call) {
        AuthSettings settings = core.settings();
        ObjectNode body = node();
        ObjectNode external = body.putObject("external");
        external.put("anonymous_users", settings.flag("EXTERNAL_ANONYMOUS_USERS_ENABLED"));
        AuthSettingNames.PROVIDERS.stream()
                .filter(provider -> !provider.equals(AFTER_PHONE))
                .forEach(provider -> external.put(provider, enabled(provider)));
        external.put("email", enabled("email")).put("phone", enabled("phone")).put(AFTER_PHONE, enabled(AFTER_PHONE));
        body.put("disable_signup", settings.disableSignup())
                .put("mailer_autoconfirm", settings.autoconfirm())
                .put("phone_autoconfirm", settings.smsAutoconfirm())
                .put("sms_provider", settings.text("SMS_PROVIDER"))
                .put("saml_enabled", false)
                .put("saml_private_key_next_configured", true)
                .put("passkeys_enabled", false);
        return AuthReply.ok(body);
    }

    AuthReply keys(Call call) {
        return AuthReply.ok(core.keys().set()).header("Cache-Control", CACHED);
    }

    AuthReply openid(Call call) {
        String issuer = core.settings().jwtIssuer();
        ObjectNode body = node().put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/oauth/authorize")
                .put("token_endpoint", issuer + "/oauth/token")
                .put("jwks_uri", issuer + "/.well-known/jwks.json")
                .put("userinfo_endpoint", issuer + "/oauth/userinfo");
        list(body, "scopes_supported", "openid", "profile", "email", "phone", "offline_access");
        list(body, "response_types_supported", "code");
        list(body, "response_modes_supported", "query");
        list(body, "grant_types_supported", "authorization_code", "refresh_token");
        list(body, "subject_types_supported", "public");
        list(body, "id_token_signing_alg_values_supported", "RS256", "HS256", "ES256");
        list(body, "token_endpoint_auth_methods_supported", "client_secret_basic", "client_secret_post", "none");
        claims(body);
        list(body, "code_challenge_methods_supported", "S256", "plain");
        return AuthReply.ok(body).header("Cache-Control", CACHED);
    }

    private static void claims(ObjectNode body) {
        list(
                body,
                "claims_supported",
                "sub",
                "aud",
                "iss",
                "exp",
                "iat",
                "auth_time",
                "nonce",
                "email",
                "email_verified",
                "phone_number",
                "phone_number_verified",
                "name",
                "picture",
                "preferred_username",
                "updated_at");
    }

    private boolean enabled(String provider) {
        return core.settings().flag("EXTERNAL_" + provider.toUpperCase(Locale.ROOT) + "_ENABLED");
    }

    private static void list(ObjectNode body, String name, String... values) {
        ArrayNode array = body.putArray(name);
        for (String value : values) {
            array.add(value);
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
