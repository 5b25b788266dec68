package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of values that server data consist of. */
final class Values {

    /** A value of another kind than expected; the parser has not moved. */
    static final Object ODD = new Object();

    /** A value that nests too deep for programs that go through it; the parser has moved past it. */
    private static final Object TOO_DEEP = new Object();

    /** So deep may objects and arrays without a type nest. Users set the depth of their own metadata. */
    static final int DEEPEST = 200;

    private Values() {}

    /** Reads a text. Numbers and booleans are texts too: some platforms number what others name. */
    static @Nullable Object text(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() ? parser.getText() : ODD;
    }

    static @Nullable Object secret(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() ? Secret.of(parser.getText()) : ODD;
    }

    static @Nullable Object bool(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING ->
                switch (parser.getText()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> ODD;
                };
            default -> ODD;
        };
    }

    /** Reads a whole number, also one in quotes: a database's {@code bigint} comes so. */
    static @Nullable Object number(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getLongValue();
                case VALUE_STRING -> Long.valueOf(parser.getText().strip());
                default -> ODD;
            };
        } catch (InputCoercionException | NumberFormatException e) {
            return ODD;
        }
    }

    /** Reads a timestamp, or seconds since 1970; an empty text is none. */
    static @Nullable Object time(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_STRING ->
                    parser.getTextLength() == 0
                            ? null
                            : Timestamps.parse(
                                    parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                case VALUE_NUMBER_INT -> Instant.ofEpochSecond(parser.getLongValue());
                default -> ODD;
            };
        } catch (DateTimeException | InputCoercionException e) {
            return ODD;
        }
    }

    /** Reads an object without a type. What nests too deep in it is left out. */
    static Object map(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? fields(parser, 1) : ODD;
    }

    /** Reads a value without a type; null for JSON's null, and for what nests too deep. */
    static @Nullable Object any(JsonParser parser) throws IOException {
        Object value = any(parser, 1);
        return value == TOO_DEEP ? null : value;
    }

    private static @Nullable Object any(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> depth > DEEPEST ? skipped(parser) : fields(parser, depth);
            case START_ARRAY -> depth > DEEPEST ? skipped(parser) : items(parser, depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** The outermost object loses the field that nests too deep; within one, the whole field is given up. */
    private static Object fields(JsonParser parser, int depth) throws IOException {
        Map<String, @Nullable Object> fields = new FieldMap();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            @Nullable Object value = any(parser, depth + 1);
            if (value != TOO_DEEP) {
                fields.put(name, value);
            } else if (depth > 1) {
                return restSkipped(parser, JsonToken.END_OBJECT);
            }
        }
        return fields;
    }

    private static Object items(JsonParser parser, int depth) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            @Nullable Object item = any(parser, depth + 1);
            if (item == TOO_DEEP) {
                return restSkipped(parser, JsonToken.END_ARRAY);
            }
            items.add(item);
        }
        return items;
    }

    private static Object skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return TOO_DEEP;
    }

    private static Object restSkipped(JsonParser parser, JsonToken end) throws IOException {
        while (parser.nextToken() != end) {
            parser.skipChildren();
        }
        return TOO_DEEP;
    }

    /** Reads an array. What is no element is left out; where the list is required, the list fails. */
    static ValueReader list(ValueReader element, boolean required) {
        return parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return ODD;
            }
            List<Object> items = new ArrayList<>();
            OddValueException failure = null;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object item = item(parser, element);
                if (item instanceof OddValueException e) {
                    failure = e;
                } else {
                    items.add(item);
                }
            }
            if (failure != null && required) {
                throw failure;
            }
            return Collections.unmodifiableList(items);
        };
    }

    /** Returns an element, or why it is none. */
    private static Object item(JsonParser parser, ValueReader element) throws IOException {
        Object item;
        try {
            item = parser.currentToken() == JsonToken.VALUE_NULL ? ODD : element.read(parser);
        } catch (OddValueException e) {
            return e;
        }
        if (item == null || item == ODD) {
            OddValueException odd = OddValueException.at(parser);
            parser.skipChildren();
            return odd;
        }
        return item;
    }
}
