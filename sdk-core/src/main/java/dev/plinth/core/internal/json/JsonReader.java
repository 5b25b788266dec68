package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads values of one type. Made once for each type, for that is what costs. */
public final class JsonReader<T> {

    private final ObjectReader reader;

    JsonReader(ObjectReader reader) {
        this.reader = reader;
    }

    /** Reads a value; a body that is no such value is a {@code JsonProcessingException}. */
    public T read(InputStream json) throws IOException {
        return reader.readValue(json);
    }

    /** Reads a value; empty if the body is no such value. */
    public Optional<T> readIfAny(InputStream json) throws IOException {
        try {
            return Optional.ofNullable(reader.readValue(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
