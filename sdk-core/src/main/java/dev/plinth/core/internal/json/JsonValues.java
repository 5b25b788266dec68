package dev.plinth.core.internal.json;

import dev.plinth.core.Secret;
import java.time.temporal.TemporalAccessor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks that a value has a JSON form, before anything is sent. */
final class JsonValues {

    private static final String TAKEN =
            "use maps with string keys, lists, strings, numbers, booleans, java.time values, enums and records";

    private JsonValues() {}

    /**
     * Checks a value and everything in it.
     *
     * @throws IllegalArgumentException if something has no JSON form, or contains itself; the message names the path
     */
    static void check(Object value) {
        check(value, "", Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void check(@Nullable Object value, String path, Set<Object> enclosing) {
        if (value == null || isPlain(value)) {
            return;
        }
        boolean container = value instanceof Map || value instanceof Iterable || value instanceof Object[];
        if (!container) {
            throw new IllegalArgumentException(
                    at(path) + "a " + value.getClass().getName() + " has no JSON form: " + TAKEN);
        }
        if (!enclosing.add(value)) {
            throw new IllegalArgumentException(at(path) + "the value contains itself, which is not possible in JSON");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> check(inner, child(path, key), enclosing));
        } else if (value instanceof Iterable<?> items) {
            items.forEach(item -> check(item, path + "[]", enclosing));
        } else {
            for (Object item : (Object[]) value) {
                check(item, path + "[]", enclosing);
            }
        }
        enclosing.remove(value);
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Record
                || value instanceof Secret
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof Optional
                || value instanceof com.fasterxml.jackson.databind.JsonNode
                || (value.getClass().isArray()
                        && value.getClass().getComponentType().isPrimitive());
    }

    private static String child(String path, @Nullable Object key) {
        if (!(key instanceof CharSequence) && !(key instanceof Enum)) {
            throw new IllegalArgumentException(at(path) + "a key of a map is not a string: " + key);
        }
        return path.isEmpty() ? key.toString() : path + "." + key;
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }
}
