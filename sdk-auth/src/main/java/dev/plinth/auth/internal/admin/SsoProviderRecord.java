package dev.plinth.auth.internal.admin;

import dev.plinth.auth.NameIdFormat;
import dev.plinth.auth.SamlAttribute;
import dev.plinth.auth.SsoProvider;
import dev.plinth.auth.internal.api.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A SAML identity provider in the server's JSON format. */
record SsoProviderRecord(
        String id,
        Optional<String> resourceId,
        boolean disabled,
        Optional<Saml> saml,
        List<Domain> domains_,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Map<String, Object> unknownFields)
        implements SsoProvider {

    SsoProviderRecord {
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    record Domain(String domain) {}

    record Saml(
            Optional<String> entityId,
            Optional<String> metadataUrl,
            Optional<String> metadataXml,
            Map<String, Object> attributeMapping,
            Optional<String> nameIdFormat) {}

    @Override
    public boolean enabled() {
        return !disabled;
    }

    @Override
    public List<String> domains() {
        return domains_.stream().map(Domain::domain).toList();
    }

    @Override
    public Optional<String> entityId() {
        return saml.flatMap(Saml::entityId);
    }

    @Override
    public Optional<String> metadataUrl() {
        return saml.flatMap(Saml::metadataUrl);
    }

    @Override
    public Optional<String> metadataXml() {
        return saml.flatMap(Saml::metadataXml);
    }

    @Override
    public Map<String, SamlAttribute> attributeMapping() {
        Map<String, SamlAttribute> mapping = new LinkedHashMap<>();
        saml.map(Saml::attributeMapping)
                .map(fields -> JsonFields.of(fields.get("keys")).map())
                .orElse(Map.of())
                .forEach((field, attribute) -> mapping.put(field, attribute(JsonFields.of(attribute))));
        return Collections.unmodifiableMap(mapping);
    }

    private static SamlAttribute attribute(JsonFields fields) {
        List<String> names = new ArrayList<>(fields.text("name").stream().toList());
        names.addAll(fields.texts("names"));
        SamlAttribute named = SamlAttribute.named(names.toArray(String[]::new));
        Object value = fields.map().get("default");
        SamlAttribute defaulted = value == null ? named : named.withDefault(value);
        return fields.is("array") ? defaulted.asArray() : defaulted;
    }

    @Override
    public Optional<NameIdFormat> nameIdFormat() {
        return saml.flatMap(Saml::nameIdFormat).filter(text -> !text.isEmpty()).map(NameIdFormat::of);
    }

    @Override
    public String toString() {
        return "SsoProvider[" + id + "]";
    }
}
