package dev.plinth.auth.internal.admin;

import dev.plinth.auth.OAuthClient;
import dev.plinth.auth.OAuthClientGrantType;
import dev.plinth.auth.OAuthClientRegistrationType;
import dev.plinth.auth.OAuthClientType;
import dev.plinth.auth.TokenEndpointAuthMethod;
import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An OAuth client in the server's JSON format. */
record OAuthClientRecord(
        String clientId,
        Optional<Secret> clientSecret,
        Optional<String> client_type_,
        List<String> redirectUris,
        Optional<String> token_endpoint_auth_method_,
        List<String> grant_types_,
        List<String> responseTypes,
        Optional<String> clientName,
        Optional<String> clientUri,
        Optional<String> logoUri,
        Optional<String> registration_type_,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Map<String, Object> unknownFields)
        implements OAuthClient {

    OAuthClientRecord {
        clientSecret = clientSecret.filter(secret -> !secret.reveal().isEmpty());
        clientName = clientName.filter(text -> !text.isEmpty());
        clientUri = clientUri.filter(text -> !text.isEmpty());
        logoUri = logoUri.filter(text -> !text.isEmpty());
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public Optional<OAuthClientType> clientType() {
        return client_type_.map(OAuthClientType::of);
    }

    @Override
    public Optional<TokenEndpointAuthMethod> tokenEndpointAuthMethod() {
        return token_endpoint_auth_method_.map(TokenEndpointAuthMethod::of);
    }

    @Override
    public List<OAuthClientGrantType> grantTypes() {
        return grant_types_.stream().map(OAuthClientGrantType::of).toList();
    }

    @Override
    public Optional<OAuthClientRegistrationType> registrationType() {
        return registration_type_.map(OAuthClientRegistrationType::of);
    }

    @Override
    public String toString() {
        return "OAuthClient[" + clientId + "]";
    }
}
