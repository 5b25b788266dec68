package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads values of one type. Made once for each type, for that is what costs. */
public final class JsonReader<T> {

    private final ObjectReader reader;

    JsonReader(ObjectReader reader) {
        this.reader = reader;
    }

    /** Reads a value. A body that is no such value is an {@link UnexpectedBodyException}; one cut short, an EOF. */
    public T read(InputStream json) throws IOException {
        try {
            return reader.readValue(json);
        } catch (JsonEOFException e) {
            throw new EOFException("the JSON breaks off");
        } catch (JsonProcessingException e) {
            throw new UnexpectedBodyException("the answer is not the JSON that was expected" + place(e), null);
        }
    }

    /** Reads a value; empty if the body is no such value. */
    public Optional<T> readIfAny(InputStream json) throws IOException {
        try {
            return Optional.ofNullable(reader.readValue(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Jackson quotes the source in its messages, and what the server sent may be secret: the way to it is not. */
    private static String place(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", " at ", ""));
    }
}
