package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;
import java.util.Arrays;

/** Fractional numbers in server data. */
final class Numbers {

    private static final int FIRST_CAPACITY = 64;

    private Numbers() {}

    /** Reads a number. */
    static Object decimal(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return Values.UNEXPECTED;
        }
        double value = parser.getDoubleValue();
        return Double.isFinite(value) ? value : Values.UNEXPECTED;
    }

    /** Reads an array of numbers, without an object for each of them. An array with anything else is malformed. */
    static Object floats(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Values.UNEXPECTED;
        }
        float[] values = new float[FIRST_CAPACITY];
        int count = 0;
        UnexpectedValueException failure = null;
        while (next(parser) != JsonToken.END_ARRAY) {
            float value = number(parser);
            if (!Float.isFinite(value)) {
                failure = failure == null ? UnexpectedValueException.at(parser) : failure;
                parser.skipChildren();
                continue;
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
        if (failure != null) {
            throw failure;
        }
        return Arrays.copyOf(values, count);
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        return parser instanceof BoundedParser bounded ? bounded.nextUncounted() : parser.nextToken();
    }

    private static float number(JsonParser parser) throws IOException {
        try {
            return parser.currentToken().isNumeric() ? parser.getFloatValue() : Float.NaN;
        } catch (InputCoercionException e) {
            return Float.NaN;
        }
    }
}
