package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value. The parser stands on the value's first token, and afterwards on its last. */
@FunctionalInterface
interface ValueReader {

    /** Returns the value, or {@link Values#UNEXPECTED} without moving the parser if it is of another kind. */
    @Nullable
    Object read(JsonParser parser) throws IOException;
}
