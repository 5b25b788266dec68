package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record from a JSON object with field names in snake case. Defines what a response must contain:
 *
 * <ul>
 *   <li>A component of type {@code Optional}, list, map or a primitive type may be absent or null; it is then empty,
 *       false or 0. A value of another type is treated as absent, and kept in the component {@code unknownFields}.
 *   <li>Any other component, and a list or map marked {@link Required}, must be present. Otherwise the record is
 *       malformed.
 *   <li>The component {@code unknownFields} contains all fields without a component.
 * </ul>
 *
 * <p>If a component's name would be a Java keyword, an underscore is appended: {@code public_}. The components of a type
 * are determined once.
 */
final class RecordReader implements ValueReader {

    private static final String UNKNOWN_FIELDS = "unknownFields";

    private final Constructor<?> constructor;
    private final Map<String, Field> fields = new HashMap<>();
    private final Field[] required;
    private final @Nullable Object[] absent;
    private final int unknown;

    /** A component: its index, and how it is read. */
    private record Field(
            int index, String name, boolean required, boolean optional, boolean secret, ValueReader reader) {}

    private RecordReader(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        this.constructor = constructor(type, components);
        this.absent = new @Nullable Object[components.length];
        int unknownAt = -1;
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(UNKNOWN_FIELDS)) {
                unknownAt = i;
                absent[i] = Map.of();
            } else {
                Field field = field(i, components[i]);
                fields.put(field.name(), field);
                absent[i] = field.required() ? null : absentValue(components[i].getType());
            }
        }
        this.unknown = unknownAt;
        this.required = fields.values().stream().filter(Field::required).toArray(Field[]::new);
    }

    /** Returns the reader of a record. */
    static RecordReader of(Class<?> type) {
        return new RecordReader(type);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            // Packages of records are open to Jackson, not to this module.
            ClassUtil.checkAndFixAccess(canonical, true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("not a record: " + type, e);
        }
    }

    private static Field field(int index, RecordComponent component) {
        Class<?> type = component.getType();
        boolean optional = type == Optional.class;
        boolean container = type == List.class || type == Map.class;
        boolean needed = container ? component.isAnnotationPresent(Required.class) : !optional && !type.isPrimitive();
        Type value = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
        return new Field(
                index, name(component.getName()), needed, optional, value == Secret.class, reader(value, needed));
    }

    private static Object absentValue(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == boolean.class) {
            return false;
        }
        return 0L;
    }

    private static ValueReader reader(Type type, boolean required) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? Values.list(reader(argument(generic, 0), required), required)
                    : Values::map;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return Values::text;
        }
        if (plain == Instant.class) {
            return Values::time;
        }
        if (plain == Secret.class) {
            return Values::secret;
        }
        if (plain == Long.class || plain == long.class) {
            return Values::number;
        }
        if (plain == Double.class) {
            return Numbers::decimal;
        }
        if (plain == float[].class) {
            return Numbers::floats;
        }
        return plain == Boolean.class || plain == boolean.class ? Values::bool : of(plain);
    }

    private static Type argument(Type generic, int index) {
        return ((ParameterizedType) generic).getActualTypeArguments()[index];
    }

    /** Returns a component's name in snake case. */
    private static String name(String component) {
        return component.endsWith("_") ? component.substring(0, component.length() - 1) : snake(component);
    }

    private static String snake(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    @Override
    public @Nullable Object read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return Values.UNEXPECTED;
        }
        @Nullable Object[] values = absent.clone();
        UnexpectedValueException failure = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Field field = fields.get(name);
            if (field == null) {
                keep(values, name, parser);
            } else if (token != JsonToken.VALUE_NULL) {
                failure = take(values, field, parser, failure);
            }
        }
        return made(values, failure, parser);
    }

    private @Nullable UnexpectedValueException take(
            @Nullable Object[] values, Field field, JsonParser parser, @Nullable UnexpectedValueException failure)
            throws IOException {
        try {
            Object value = field.reader().read(parser);
            if (value == Values.UNEXPECTED) {
                return odd(values, field, parser, failure);
            }
            values[field.index()] = field.optional() ? Optional.ofNullable(value) : value;
            return failure;
        } catch (UnexpectedValueException e) {
            return field.required() && failure == null ? e : failure;
        }
    }

    private @Nullable UnexpectedValueException odd(
            @Nullable Object[] values, Field field, JsonParser parser, @Nullable UnexpectedValueException failure)
            throws IOException {
        if (field.required()) {
            UnexpectedValueException own = UnexpectedValueException.at(parser);
            parser.skipChildren();
            return failure == null ? own : failure;
        }
        if (field.secret()) {
            parser.skipChildren();
        } else {
            keep(values, field.name(), parser);
        }
        return failure;
    }

    /** Keeps a value that belongs to no component. */
    @SuppressWarnings("unchecked") // only this method fills it
    private void keep(@Nullable Object[] values, String name, JsonParser parser) throws IOException {
        if (unknown < 0) {
            parser.skipChildren();
            return;
        }
        Map<String, @Nullable Object> kept = (Map<String, @Nullable Object>) values[unknown];
        if (kept == null || kept.isEmpty()) {
            kept = new FieldMap();
            values[unknown] = kept;
        }
        kept.put(name, Values.any(parser));
    }

    private Object made(@Nullable Object[] values, @Nullable UnexpectedValueException failure, JsonParser parser)
            throws IOException {
        if (failure != null) {
            throw failure;
        }
        for (Field field : required) {
            if (values[field.index()] == null) {
                throw UnexpectedValueException.without(field.name(), parser);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + constructor.getDeclaringClass(), e);
        }
    }
}
