package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.io.IOException;

/**
 * Thrown when a value has an unexpected type. The parser has read it to its end, so that the values after it can be
 * read.
 */
final class UnexpectedValueException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String place;

    private UnexpectedValueException(String place) {
        super(place);
        this.place = place;
    }

    /**
     * Returns the JSON pointer of the value; empty for the whole document. It contains names of record components and
     * numbers only.
     */
    String place() {
        return place;
    }

    /** The whole document has an unexpected type, or is empty. */
    static UnexpectedValueException root() {
        return new UnexpectedValueException("");
    }

    /** A value has an unexpected type. */
    static UnexpectedValueException at(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        boolean opens = parser.currentToken().isStructStart();
        return new UnexpectedValueException(
                pointer(opens && context.getParent() != null ? context.getParent() : context));
    }

    /** An object lacks a field. The parser is at its end. */
    static UnexpectedValueException without(String field, JsonParser parser) {
        return new UnexpectedValueException(pointer(parser.getParsingContext()) + "/" + field);
    }

    private static String pointer(JsonStreamContext context) {
        return JsonPointer.forPath(context, false).toString();
    }
}
