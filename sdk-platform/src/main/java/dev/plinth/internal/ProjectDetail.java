package dev.plinth.internal;

import dev.plinth.core.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The details of one project: the union of the fields of the routes for its details, settings and connection, because
 * platforms distribute them differently.
 */
record ProjectDetail(
        Optional<String> ref,
        Optional<String> name,
        Optional<String> region,
        Optional<String> status,
        Optional<String> organizationSlug,
        Optional<String> restUrl_,
        Optional<String> kongUrl,
        Optional<AppConfig> appConfig,
        Optional<Secret> anonKey,
        Optional<Secret> serviceRoleKey,
        Optional<Secret> serviceKey_,
        List<KeyRow> serviceApiKeys) {

    ProjectDetail {
        serviceApiKeys = List.copyOf(serviceApiKeys);
    }

    /** The project's hosts, usually without a scheme. */
    record AppConfig(
            Optional<String> externalApiUrl,
            Optional<String> endpoint,
            Optional<String> storageEndpoint,
            Optional<String> protocol) {}

    /** A key, identified by its tag or its name. */
    record KeyRow(Optional<String> name, Optional<String> tags, Optional<Secret> apiKey) {}

    /** Returns all keys. */
    List<KeyRow> keys() {
        List<KeyRow> named = Stream.of(
                        key("anon", anonKey), key("service_role", serviceRoleKey), key("service_role", serviceKey_))
                .flatMap(Optional::stream)
                .toList();
        return serviceApiKeys.isEmpty() ? named : serviceApiKeys;
    }

    private static Optional<KeyRow> key(String name, Optional<Secret> key) {
        return key.map(value -> new KeyRow(Optional.of(name), Optional.of(name), Optional.of(value)));
    }
}
