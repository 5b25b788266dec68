package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Limits the number of tokens that are read from a response, and thereby the number of values in memory: a number of
 * one byte takes eight bytes or more in a list, a field with a short name a hundred in a map. What is skipped is not
 * counted.
 */
final class BoundedParser extends JsonParserDelegate {

    /** A page of a thousand users has 100,000 tokens; as many fields as this allows take about 30 MB. */
    static final int MOST_TOKENS = 600_000;

    private int tokens;

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (++tokens > MOST_TOKENS) {
            throw new StreamConstraintsException("more than " + MOST_TOKENS + " tokens");
        }
        return super.nextToken();
    }

    /** Reads a token that takes no object of its own, such as a number in an array of a primitive type. */
    JsonToken nextUncounted() throws IOException {
        return super.nextToken();
    }
}
