package dev.plinth.auth.internal.admin;

import dev.plinth.auth.NameIdFormat;
import dev.plinth.auth.SamlAttribute;
import dev.plinth.auth.SsoProviderOptions;
import dev.plinth.auth.SsoProviderUpdate;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Collects the settings of a new SAML identity provider, or the changes of an update. */
public final class SsoProviderSettings implements SsoProviderOptions, SsoProviderUpdate {

    private static final String EXCLUSIVE =
            " metadataUrl(…) and metadataXml(…): the server reads the provider's metadata from one of them";

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, Object> mapping = new LinkedHashMap<>();

    static Map<String, Object> forCreate(Consumer<? super SsoProviderOptions> options) {
        SsoProviderSettings settings = Arguments.configured(new SsoProviderSettings(), options, "options");
        if (!settings.body.containsKey("metadata_url") && !settings.body.containsKey("metadata_xml")) {
            throw new IllegalArgumentException("set one of" + EXCLUSIVE);
        }
        settings.body.put("type", "saml");
        return settings.toBody();
    }

    static Map<String, Object> forUpdate(Consumer<? super SsoProviderUpdate> changes) {
        SsoProviderSettings settings = Arguments.configured(new SsoProviderSettings(), changes, "changes");
        return settings.toBody();
    }

    private Map<String, Object> toBody() {
        if (body.containsKey("metadata_url") && body.containsKey("metadata_xml")) {
            throw new IllegalArgumentException("set only one of" + EXCLUSIVE);
        }
        if (!mapping.isEmpty()) {
            body.put("attribute_mapping", Map.of("keys", mapping));
        }
        return body;
    }

    private SsoProviderSettings set(String name, Object value) {
        body.put(name, value);
        return this;
    }

    @Override
    public SsoProviderSettings metadataUrl(String url) {
        Arguments.present(url, "url");
        return set("metadata_url", url);
    }

    @Override
    public SsoProviderSettings metadataXml(String xml) {
        Arguments.required(xml, "xml");
        return set("metadata_xml", xml);
    }

    @Override
    public SsoProviderSettings domains(String... names) {
        Arguments.required(names, "names");
        return set("domains", List.of(names));
    }

    @Override
    public SsoProviderSettings mapAttribute(String field, SamlAttribute attribute) {
        Arguments.required(field, "field");
        Arguments.required(attribute, "attribute");
        Map<String, Object> source = new LinkedHashMap<>();
        List<String> names = attribute.names();
        if (names.size() == 1) {
            source.put("name", names.get(0));
        } else if (!names.isEmpty()) {
            source.put("names", names);
        }
        attribute.defaultValue().ifPresent(value -> source.put("default", value));
        if (attribute.isArray()) {
            source.put("array", true);
        }
        mapping.put(Objects.requireNonNull(field, "field"), source);
        return this;
    }

    @Override
    public SsoProviderSettings nameIdFormat(NameIdFormat format) {
        Arguments.required(format, "format");
        return set("name_id_format", format.value());
    }

    @Override
    public SsoProviderSettings resourceId(String id) {
        Arguments.present(id, "id");
        return set("resource_id", id);
    }

    @Override
    public SsoProviderSettings clearResourceId() {
        return set("resource_id", "");
    }

    @Override
    public SsoProviderSettings enabled(boolean enabled) {
        return set("disabled", !enabled);
    }
}
