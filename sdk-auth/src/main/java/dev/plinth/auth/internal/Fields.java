package dev.plinth.auth.internal;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object, read field by field. What is absent, null, empty or of another type is not there. */
record Fields(Map<String, Object> map) {

    static Fields of(@Nullable Object object) {
        return new Fields(asMap(object));
    }

    Optional<String> text(String name) {
        return map.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    String required(String name) {
        return text(name).orElse("");
    }

    Optional<Secret> secret(String name) {
        return text(name).map(Secret::of);
    }

    /** Reads a timestamp, or seconds since 1970. */
    Optional<Instant> time(String name) {
        try {
            return map.get(name) instanceof Number seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                    : text(name).map(Timestamps::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    Map<String, Object> object(String name) {
        return Collections.unmodifiableMap(asMap(map.get(name)));
    }

    List<Fields> list(String name) {
        return listOf(map.get(name));
    }

    List<String> texts(String name) {
        return map.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    static List<Fields> listOf(@Nullable Object list) {
        return list instanceof List<?> items ? items.stream().map(Fields::of).toList() : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects are maps by text
    private static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
