package dev.plinth.auth.internal.admin;

import dev.plinth.auth.CustomProvider;
import dev.plinth.auth.CustomProviderType;
import dev.plinth.auth.internal.api.JsonText;
import dev.plinth.core.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A custom provider in the server's JSON format. Its secret is decoded to exclude it from the unknown fields. */
record CustomProviderRecord(
        Optional<String> id,
        String identifier,
        Optional<String> provider_type_,
        Optional<String> name,
        Optional<String> clientId,
        Optional<Secret> clientSecret,
        List<String> acceptableClientIds,
        List<String> scopes,
        boolean pkceEnabled,
        Map<String, Object> attribute_mapping_,
        List<String> customClaimsAllowlist,
        Map<String, Object> authorization_params_,
        boolean enabled,
        boolean emailOptional,
        Optional<String> issuer,
        Optional<String> discoveryUrl,
        boolean skipNonceCheck,
        Map<String, Object> discovery_document_,
        Optional<String> authorizationUrl,
        Optional<String> tokenUrl,
        Optional<String> userinfoUrl,
        Optional<String> jwksUri,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Map<String, Object> unknownFields)
        implements CustomProvider {

    CustomProviderRecord {
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    @Override
    public Optional<CustomProviderType> type() {
        return provider_type_.map(CustomProviderType::of);
    }

    @Override
    public Map<String, String> attributeMapping() {
        return texts(attribute_mapping_);
    }

    @Override
    public Map<String, String> authorizationParams() {
        return texts(authorization_params_);
    }

    @Override
    public Optional<String> discoveryDocument() {
        return discovery_document_.isEmpty() ? Optional.empty() : Optional.of(JsonText.write(discovery_document_));
    }

    private static Map<String, String> texts(Map<String, Object> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return Collections.unmodifiableMap(texts);
    }

    @Override
    public String toString() {
        return "CustomProvider[" + identifier + "]";
    }
}
