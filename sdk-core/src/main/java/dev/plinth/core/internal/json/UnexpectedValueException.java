package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.io.IOException;

/** A value is not what it must be. The parser has read it to its end, so that the values after it can be read. */
final class UnexpectedValueException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String place;

    private UnexpectedValueException(String place) {
        super(place);
        this.place = place;
    }

    /** Returns the JSON pointer of the value; empty for the whole. It holds names of ours and numbers only. */
    String place() {
        return place;
    }

    /** The whole value, or nothing at all. */
    static UnexpectedValueException root() {
        return new UnexpectedValueException("");
    }

    /** A value of another kind. */
    static UnexpectedValueException at(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        boolean opens = parser.currentToken().isStructStart();
        return new UnexpectedValueException(
                pointer(opens && context.getParent() != null ? context.getParent() : context));
    }

    /** An object that lacks a field. The parser stands on its end. */
    static UnexpectedValueException without(String field, JsonParser parser) {
        return new UnexpectedValueException(pointer(parser.getParsingContext()) + "/" + field);
    }

    private static String pointer(JsonStreamContext context) {
        return JsonPointer.forPath(context, false).toString();
    }
}
