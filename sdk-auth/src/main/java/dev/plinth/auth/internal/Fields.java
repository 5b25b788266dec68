package dev.plinth.auth.internal;

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

    boolean is(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    List<String> texts(String name) {
        return map.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects are maps by text
    private static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
