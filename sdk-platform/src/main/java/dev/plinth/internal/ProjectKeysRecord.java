package dev.plinth.internal;

import dev.plinth.ProjectKeys;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Description;
import dev.plinth.internal.ProjectDetail.KeyRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A project's keys, sorted by kind. */
record ProjectKeysRecord(
        Optional<ApiKey> anon, List<ApiKey> publishable, Optional<ApiKey> serviceRole, List<ApiKey> secret)
        implements ProjectKeys {

    ProjectKeysRecord {
        publishable = List.copyOf(publishable);
        secret = List.copyOf(secret);
    }

    /**
     * Parses the keys. An empty key means that the platform does not have it or does not return it; masked keys are
     * ignored.
     */
    static ProjectKeysRecord of(List<KeyRow> rows, boolean includeServiceRole) {
        return new ProjectKeysRecord(
                first(rows, "anon", ApiKey.Kind.ANON),
                all(rows, ApiKey.Kind.PUBLISHABLE),
                includeServiceRole ? first(rows, "service_role", ApiKey.Kind.SERVICE_ROLE) : Optional.empty(),
                includeServiceRole ? all(rows, ApiKey.Kind.SECRET) : List.of());
    }

    /** Returns whether there are no keys. */
    boolean isEmpty() {
        return anon.isEmpty() && publishable.isEmpty() && serviceRole.isEmpty() && secret.isEmpty();
    }

    private static Optional<ApiKey> first(List<KeyRow> rows, String label, ApiKey.Kind kind) {
        return rows.stream()
                .flatMap(row -> keyOf(row).filter(key -> matches(key, kind, row, label)).stream())
                .findFirst();
    }

    /** Decides by the key's own prefix or role, and by its label if those do not tell. */
    private static boolean matches(ApiKey key, ApiKey.Kind kind, KeyRow row, String label) {
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

    @Override
    public String toString() {
        return Description.of("ProjectKeys")
                .add("anon", anon)
                .add("publishable", publishable)
                .add("serviceRole", serviceRole)
                .add("secret", secret)
                .toString();
    }
}
