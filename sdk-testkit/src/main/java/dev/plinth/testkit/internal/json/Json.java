package dev.plinth.testkit.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON trees, written compactly, with keys in the order in which they were put. Trees are read and written here by
 * hand: a mapper would load some three hundred classes, which is a third of the time that the platform takes to start.
 */
public final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 64 << 20;

    /** Jackson writes no more than 1,000 levels, and responses are nested a little deeper than what they repeat. */
    private static final int MAX_DEPTH = 900;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private Json() {}

    /** An object of names and values in turn, as {@link #node} converts them. */
    public static ObjectNode object(@Nullable Object... members) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.set(String.valueOf(members[i]), node(members[i + 1]));
        }
        return object;
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** An array of values, as {@link #node} converts them. */
    public static ArrayNode array(Iterable<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    /** A value as JSON: a value that is neither JSON nor null, boolean, number or list is its text. */
    public static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return number instanceof Double
                    ? NODES.numberNode(number.doubleValue())
                    : NODES.numberNode(number.longValue());
        }
        return value instanceof Iterable<?> values ? array(values) : NODES.textNode(value.toString());
    }

    /** The tree of a text; empty when it is not JSON. Of members with the same name the last one counts; objects are merged. */
    public static Optional<JsonNode> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode node = value(parser);
            return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The tree of UTF-8 bytes; empty when they are not JSON. */
    public static Optional<JsonNode> parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The object of a text; empty if the text is not a JSON object. */
    public static Optional<ObjectNode> parseObject(String text) {
        return parse(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /** The text of a tree; half of a surrogate pair, which users can send, is written as it is. */
    public static String text(JsonNode node) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(node, generator);
        } catch (IOException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
        return out.toString();
    }

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /** The same tree with the keys of all its objects in an order. */
    public static JsonNode sorted(JsonNode node, Comparator<String> order) {
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = object();
            object.properties().stream()
                    .sorted(Map.Entry.comparingByKey(order))
                    .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue(), order)));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array();
            array.forEach(element -> copy.add(sorted(element, order)));
            return copy;
        }
        return node;
    }

    /** A text member; null when it is absent or no text. */
    public static @Nullable String textOrNull(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    /** The texts of an array. */
    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    JsonNode value = value(parser);
                    boolean both = object.get(name) instanceof ObjectNode && value instanceof ObjectNode;
                    object.set(name, both ? ((ObjectNode) object.get(name)).setAll((ObjectNode) value) : value);
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            default -> throw new JsonParseException(parser, "no value");
        };
    }

    private static void write(JsonNode node, JsonGenerator generator) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : node) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(node.textValue());
            case BOOLEAN -> generator.writeBoolean(node.booleanValue());
            case NUMBER -> generator.writeNumber(node.asText());
            default -> generator.writeNull();
        }
    }
}
