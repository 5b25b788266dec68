package dev.plinth.testkit.internal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects with a member for each component. Jackson's mapper could do the same, but loading its 300
 * classes makes the start of the platform a third slower.
 */
public final class Records {
    private static final Map<Class<?>, Function<JsonNode, Object>> READERS = Map.of(
            String.class, JsonNode::asText,
            boolean.class, JsonNode::asBoolean,
            int.class, JsonNode::asInt,
            long.class, JsonNode::asLong,
            Long.class, JsonNode::asLong,
            UUID.class, node -> UUID.fromString(node.asText()),
            Instant.class, node -> Instant.parse(node.asText()),
            List.class, Json::texts,
            JsonNode.class, node -> node);

    private Records() {}

    /** The record as an object. Lists are of texts. */
    public static ObjectNode write(Record row) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        @Nullable Object[] members = new @Nullable Object[components.length * 2];
        for (int i = 0; i < components.length; i++) {
            members[2 * i] = components[i].getName();
            Object value = value(components[i], row);
            members[2 * i + 1] = value instanceof Record inner ? write(inner) : value;
        }
        return Json.object(members);
    }

    /** The record that an object was written from; a component without a member is null. */
    public static <R extends Record> R read(Class<R> type, JsonNode node) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(types[i], node.path(components[i].getName()));
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " cannot be read", e);
        }
    }

    private static @Nullable Object value(Class<?> type, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        Function<JsonNode, Object> reader = READERS.get(type);
        return reader == null ? read(type.asSubclass(Record.class), node) : reader.apply(node);
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
