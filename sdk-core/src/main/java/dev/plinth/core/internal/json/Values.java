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

/** The types of values in server data. */
final class Values {

    /** The value has another type than expected; the parser has not moved. */
    static final Object UNEXPECTED = new Object();

    /** The value is nested too deeply; the parser has moved past it. */
    private static final Object TOO_DEEP = new Object();

    /** The maximum depth of untyped objects and arrays. Users choose the depth of their own metadata. */
    static final int DEEPEST = 200;

    private Values() {}

    /**
     * Reads a string. Numbers and booleans are accepted too, because some platforms use numbers where others use names.
     */
    static @Nullable Object text(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() ? parser.getText() : UNEXPECTED;
    }

    static @Nullable Object secret(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() ? Secret.of(parser.getText()) : UNEXPECTED;
    }

    static @Nullable Object bool(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING ->
                switch (parser.getText()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> UNEXPECTED;
                };
            default -> UNEXPECTED;
        };
    }

    /** Reads an integer, also as a string, which is how a database's {@code bigint} is sent. */
    static @Nullable Object number(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getLongValue();
                case VALUE_STRING -> Long.valueOf(parser.getText().strip());
                default -> UNEXPECTED;
            };
        } catch (InputCoercionException | NumberFormatException e) {
            return UNEXPECTED;
        }
    }

    /** Reads a timestamp, or seconds since 1970; an empty string is read as absent. */
    static @Nullable Object time(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_STRING ->
                    parser.getTextLength() == 0
                            ? null
                            : Timestamps.parse(
                                    parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                case VALUE_NUMBER_INT -> Instant.ofEpochSecond(parser.getLongValue());
                default -> UNEXPECTED;
            };
        } catch (DateTimeException | InputCoercionException e) {
            return UNEXPECTED;
        }
    }

    /** Reads an untyped object. Values in it that are nested too deeply are left out. */
    static Object map(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT ? fields(parser, 1) : UNEXPECTED;
    }

    /** Reads an untyped value; returns null for JSON's null, and for values that are nested too deeply. */
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

    /** The outermost object loses the field that is nested too deeply; an inner object is discarded with its field. */
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

    /** Reads an array. Malformed elements are left out, or make a required list fail. */
    static ValueReader list(ValueReader element, boolean required) {
        return parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return UNEXPECTED;
            }
            List<Object> items = new ArrayList<>();
            UnexpectedValueException failure = null;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object item = item(parser, element);
                if (item instanceof UnexpectedValueException e) {
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

    /** Returns an element, or why it is malformed. */
    private static Object item(JsonParser parser, ValueReader element) throws IOException {
        Object item;
        try {
            item = parser.currentToken() == JsonToken.VALUE_NULL ? UNEXPECTED : element.read(parser);
        } catch (UnexpectedValueException e) {
            return e;
        }
        if (item == null || item == UNEXPECTED) {
            UnexpectedValueException odd = UnexpectedValueException.at(parser);
            parser.skipChildren();
            return odd;
        }
        return item;
    }
}
