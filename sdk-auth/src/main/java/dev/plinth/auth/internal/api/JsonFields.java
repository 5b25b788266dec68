package dev.plinth.auth.internal.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object. Fields that are null, empty or of another type count as absent. */
public record JsonFields(Map<String, Object> map) {

    public static JsonFields of(@Nullable Object object) {
        return new JsonFields(asMap(object));
    }

    public Optional<String> text(String name) {
        return map.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    public List<String> texts(String name) {
        return map.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // JSON objects are maps by text
    private static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
