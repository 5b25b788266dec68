package dev.plinth.auth.internal.admin;

import dev.plinth.auth.CustomProviderOptions;
import dev.plinth.auth.CustomProviderType;
import dev.plinth.auth.CustomProviderUpdate;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Collects the settings of a new custom provider, or the changes of an update. */
public final class CustomProviderSettings implements CustomProviderOptions, CustomProviderUpdate {

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, String> mapping = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();

    static Map<String, Object> forCreate(
            String identifier, CustomProviderType type, Consumer<? super CustomProviderOptions> options) {
        CustomProviderSettings settings = Arguments.configured(new CustomProviderSettings(), options, "options");
        settings.set("identifier", identifier).set("provider_type", type.value());
        return settings.body();
    }

    static Map<String, Object> forUpdate(Consumer<? super CustomProviderUpdate> changes) {
        CustomProviderSettings settings = Arguments.configured(new CustomProviderSettings(), changes, "changes");
        return settings.body();
    }

    private Map<String, Object> body() {
        if (!mapping.isEmpty()) {
            body.put("attribute_mapping", mapping);
        }
        if (!parameters.isEmpty()) {
            body.put("authorization_params", parameters);
        }
        return body;
    }

    private CustomProviderSettings set(String name, Object value) {
        body.put(name, value);
        return this;
    }

    @Override
    public CustomProviderSettings name(String name) {
        Arguments.required(name, "name");
        return set("name", name);
    }

    @Override
    public CustomProviderSettings clientId(String id) {
        Arguments.present(id, "id");
        return set("client_id", id);
    }

    @Override
    public CustomProviderSettings clientSecret(Secret secret) {
        Arguments.required(secret, "secret");
        return set("client_secret", secret);
    }

    @Override
    public CustomProviderSettings acceptableClientIds(String... ids) {
        Arguments.required(ids, "ids");
        return set("acceptable_client_ids", List.of(ids));
    }

    @Override
    public CustomProviderSettings scopes(String... names) {
        Arguments.required(names, "names");
        return set("scopes", List.of(names));
    }

    @Override
    public CustomProviderSettings pkceEnabled(boolean enabled) {
        return set("pkce_enabled", enabled);
    }

    @Override
    public CustomProviderSettings mapAttribute(String field, String claim) {
        mapping.put(Objects.requireNonNull(field, "field"), Objects.requireNonNull(claim, "claim"));
        return this;
    }

    @Override
    public CustomProviderSettings customClaimsAllowlist(String... claims) {
        Arguments.required(claims, "claims");
        return set("custom_claims_allowlist", List.of(claims));
    }

    @Override
    public CustomProviderSettings authorizationParam(String name, String value) {
        parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    @Override
    public CustomProviderSettings enabled(boolean enabled) {
        return set("enabled", enabled);
    }

    @Override
    public CustomProviderSettings emailOptional(boolean optional) {
        return set("email_optional", optional);
    }

    @Override
    public CustomProviderSettings issuer(String url) {
        Arguments.present(url, "url");
        return set("issuer", url);
    }

    @Override
    public CustomProviderSettings discoveryUrl(String url) {
        Arguments.present(url, "url");
        return set("discovery_url", url);
    }

    @Override
    public CustomProviderSettings skipNonceCheck(boolean skip) {
        return set("skip_nonce_check", skip);
    }

    @Override
    public CustomProviderSettings authorizationUrl(String url) {
        Arguments.present(url, "url");
        return set("authorization_url", url);
    }

    @Override
    public CustomProviderSettings tokenUrl(String url) {
        Arguments.present(url, "url");
        return set("token_url", url);
    }

    @Override
    public CustomProviderSettings userinfoUrl(String url) {
        Arguments.present(url, "url");
        return set("userinfo_url", url);
    }

    @Override
    public CustomProviderSettings jwksUri(String url) {
        Arguments.present(url, "url");
        return set("jwks_uri", url);
    }
}
