package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads values of one type. Returns a value or throws: a body that is {@code null}, empty or of another type causes an
 * {@link UnexpectedBodyException}. Created once for each type, because creation is expensive.
 */
public final class JsonReader<T> {

    private final JsonFactory factory;
    private final ValueReader reader;

    JsonReader(JsonFactory factory, ValueReader reader) {
        this.factory = factory;
        this.reader = reader;
    }

    /**
     * Reads a value.
     *
     * @throws UnexpectedBodyException if the body is not such a value
     * @throws java.io.EOFException if the body is incomplete
     */
    public T read(InputStream json) throws IOException {
        try {
            return parsed(json);
        } catch (JsonEOFException e) {
            throw new EOFException("the JSON is incomplete");
        } catch (JsonProcessingException e) {
            // Jackson's messages quote the source, which may contain secrets.
            throw new UnexpectedBodyException("the response's body is not JSON, or exceeds its limits", null);
        } catch (UnexpectedValueException e) {
            throw UnexpectedBodyException.shape(e.place());
        }
    }

    /** Reads a value; returns empty if the body is not such a value. */
    public Optional<T> readIfAny(InputStream json) throws IOException {
        try {
            return Optional.of(parsed(json));
        } catch (JsonProcessingException | UnexpectedValueException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // the type is the one that the reader was created for
    private T parsed(InputStream json) throws IOException {
        try (JsonParser parser = new BoundedParser(factory.createParser(json))) {
            if (parser.nextToken() == null) {
                throw UnexpectedValueException.root();
            }
            Object value = reader.read(parser);
            if (value == null || value == Values.UNEXPECTED) {
                throw UnexpectedValueException.root();
            }
            return (T) value;
        }
    }
}
