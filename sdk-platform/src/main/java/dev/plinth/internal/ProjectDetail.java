package dev.plinth.internal;

import dev.plinth.core.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a platform tells of one project: the union of what its detail, its settings and its connection are, for each
 * platform puts other things into each of them.
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

    /** Where the project is; hosts, mostly without a scheme. */
    record AppConfig(
            Optional<String> externalApiUrl,
            Optional<String> endpoint,
            Optional<String> storageEndpoint,
            Optional<String> protocol) {}

    /** A key, by its tag or its name. */
    record KeyRow(Optional<String> name, Optional<String> tags, Optional<Secret> apiKey) {}

    /** Returns all keys in it. */
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
