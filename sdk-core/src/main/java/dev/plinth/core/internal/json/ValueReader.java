package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value. The parser is at the value's first token before, and at its last token after. */
@FunctionalInterface
interface ValueReader {

    /** Returns the value, or {@link Values#UNEXPECTED} without moving the parser if it has another type. */
    @Nullable
    Object read(JsonParser parser) throws IOException;
}
