package dev.plinth.jackson;

import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.CredentialsSource;
import dev.plinth.core.OpenEnum;
import dev.plinth.core.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Turns a value of Plinth into maps, lists, texts, numbers and booleans, which any version of Jackson writes alike. */
final class ValueJson {

    private static final String PLINTH = "dev.plinth.";

    private ValueJson() {}

    /** Returns whether a class is one of Plinth's that Jackson must not take apart by itself. */
    static boolean isValue(Class<?> type) {
        return type.getName().startsWith(PLINTH)
                && !type.isEnum()
                && !Iterable.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type)
                && (ValueShape.isPublicTypeOfTheSdk(type)
                        || ValueShape.publicType(type).isPresent());
    }

    /**
     * Returns a value as JSON.
     *
     * @throws UnsupportedOperationException if it is a client, a credential or a stream
     */
    static Object of(Object value) {
        if (value instanceof OpenEnum word) {
            return word.value();
        }
        refuse(value);
        ValueShape shape = ValueShape.of(value.getClass());
        Map<String, Object> fields = new LinkedHashMap<>();
        shape.fields().forEach((name, accessor) -> {
            Object field = json(read(accessor, value));
            if (field != null) {
                put(fields, name, field);
            }
        });
        return shape.unwrapped() == null ? fields : fields.getOrDefault(shape.unwrapped(), fields);
    }

    /** A name with a dot is that of a field in an object: {@code metadata.size}. */
    @SuppressWarnings("unchecked") // the map was put there by this method
    private static void put(Map<String, Object> fields, String name, Object value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            fields.put(name, value);
        } else {
            Map<String, Object> inner = (Map<String, Object>)
                    fields.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<String, Object>());
            inner.put(name.substring(dot + 1), value);
        }
    }

    private static void refuse(Object value) {
        if (value instanceof ApiClient<?>
                || value instanceof Connection
                || value instanceof Credentials
                || value instanceof CredentialsSource
                || value instanceof AutoCloseable) {
            throw new UnsupportedOperationException(
                    value + " is not a value and cannot be written as JSON: return" + " what its methods return");
        }
    }

    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return json(optional.orElse(null));
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        if (value == null || value instanceof Secret || isHandle(value)) {
            return null;
        }
        return plain(value);
    }

    /** Sessions and credentials inside of a value are left out, as secrets are. */
    private static boolean isHandle(Object value) {
        return value instanceof Credentials || value instanceof CredentialsSource || value instanceof ApiClient<?>;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(String.valueOf(name), json(field)));
            return fields;
        }
        if (value instanceof Path || value instanceof Instant || value instanceof Duration || value instanceof URI) {
            return value.toString();
        }
        if (value instanceof Iterable<?> items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(ValueJson::json)
                    .toList();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Throwable thrown) {
            return String.valueOf(thrown.getMessage());
        }
        return value.getClass().getName().startsWith(PLINTH) ? of(value) : value;
    }

    private static @Nullable Object read(Method accessor, Object value) {
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(accessor + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(accessor + " is not accessible", e);
        }
    }
}
