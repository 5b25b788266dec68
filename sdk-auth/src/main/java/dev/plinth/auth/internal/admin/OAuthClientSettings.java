package dev.plinth.auth.internal.admin;

import dev.plinth.auth.OAuthClientGrantType;
import dev.plinth.auth.OAuthClientOptions;
import dev.plinth.auth.OAuthClientType;
import dev.plinth.auth.OAuthClientUpdate;
import dev.plinth.auth.TokenEndpointAuthMethod;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Collects the settings of a new OAuth client, or the changes of an update. */
public final class OAuthClientSettings implements OAuthClientOptions, OAuthClientUpdate {

    private final Map<String, Object> body = new LinkedHashMap<>();

    static Map<String, Object> forCreate(Consumer<? super OAuthClientOptions> options) {
        OAuthClientSettings settings = Arguments.configured(new OAuthClientSettings(), options, "options");
        if (!settings.body.containsKey("redirect_uris")) {
            throw new IllegalArgumentException("an OAuth client needs at least one redirect URI: set redirectUris(…)");
        }
        return settings.body;
    }

    static Map<String, Object> forUpdate(Consumer<? super OAuthClientUpdate> changes) {
        OAuthClientSettings settings = Arguments.configured(new OAuthClientSettings(), changes, "changes");
        if (settings.body.isEmpty()) {
            throw new IllegalArgumentException("the update of the OAuth client sets no change");
        }
        return settings.body;
    }

    private OAuthClientSettings set(String name, Object value) {
        body.put(name, value);
        return this;
    }

    @Override
    public OAuthClientSettings redirectUris(String... uris) {
        Arguments.required(uris, "uris");
        if (uris.length == 0) {
            throw new IllegalArgumentException("an OAuth client needs at least one redirect URI");
        }
        return set("redirect_uris", List.of(uris));
    }

    @Override
    public OAuthClientSettings clientName(String name) {
        Arguments.required(name, "name");
        return set("client_name", name);
    }

    @Override
    public OAuthClientSettings clientUri(String uri) {
        Arguments.required(uri, "uri");
        return set("client_uri", uri);
    }

    @Override
    public OAuthClientSettings logoUri(String uri) {
        Arguments.required(uri, "uri");
        return set("logo_uri", uri);
    }

    @Override
    public OAuthClientSettings grantTypes(OAuthClientGrantType... types) {
        Arguments.required(types, "types");
        return set(
                "grant_types", Stream.of(types).map(OAuthClientGrantType::value).toList());
    }

    @Override
    public OAuthClientSettings clientType(OAuthClientType type) {
        Arguments.required(type, "type");
        return set("client_type", type.value());
    }

    @Override
    public OAuthClientSettings tokenEndpointAuthMethod(TokenEndpointAuthMethod method) {
        Arguments.required(method, "method");
        return set("token_endpoint_auth_method", method.value());
    }
}
