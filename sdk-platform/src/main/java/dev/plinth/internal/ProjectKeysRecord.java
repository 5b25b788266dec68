package dev.plinth.internal;

import dev.plinth.ProjectKeys;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Secret;
import dev.plinth.internal.ProjectDetail.KeyRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A project's keys, sorted by what they may do. */
record ProjectKeysRecord(
        Optional<ApiKey> anon, List<ApiKey> publishable, Optional<ApiKey> serviceRole, List<ApiKey> secret)
        implements ProjectKeys {

    ProjectKeysRecord {
        publishable = List.copyOf(publishable);
        secret = List.copyOf(secret);
    }

    /** Reads keys. An empty one means that the platform may not tell or does not know; a masked one is no key. */
    static ProjectKeysRecord of(List<KeyRow> rows, boolean allowServiceRole) {
        return new ProjectKeysRecord(
                first(rows, "anon", ApiKey.Kind.ANON),
                all(rows, ApiKey.Kind.PUBLISHABLE),
                allowServiceRole ? first(rows, "service_role", ApiKey.Kind.SERVICE_ROLE) : Optional.empty(),
                allowServiceRole ? all(rows, ApiKey.Kind.SECRET) : List.of());
    }

    /** Tells whether there is any key. */
    boolean isEmpty() {
        return anon.isEmpty() && publishable.isEmpty() && serviceRole.isEmpty() && secret.isEmpty();
    }

    private static Optional<ApiKey> first(List<KeyRow> rows, String label, ApiKey.Kind kind) {
        return rows.stream()
                .flatMap(row -> keyOf(row).filter(key -> is(key, kind, row, label)).stream())
                .findFirst();
    }

    /** The form of a key tells what it may do; where it does not, its label does. */
    private static boolean is(ApiKey key, ApiKey.Kind kind, KeyRow row, String label) {
        return key.kind() == kind || (key.kind() == ApiKey.Kind.OTHER && labelled(row, label));
    }

    private static List<ApiKey> all(List<KeyRow> rows, ApiKey.Kind kind) {
        return rows.stream()
                .flatMap(row -> keyOf(row).stream())
                .filter(key -> key.kind() == kind)
                .toList();
    }

    private static boolean labelled(KeyRow row, String label) {
        String labels = row.tags().orElse("") + " " + row.name().orElse("");
        return labels.toLowerCase(Locale.ROOT).contains(label);
    }

    private static Optional<ApiKey> keyOf(KeyRow row) {
        return row.apiKey().map(Secret::reveal).filter(ProjectKeysRecord::isKey).map(ApiKey::of);
    }

    private static boolean isKey(String text) {
        return !text.isBlank() && text.strip().chars().allMatch(c -> c > ' ' && c < 0x7f && c != '*');
    }
}
