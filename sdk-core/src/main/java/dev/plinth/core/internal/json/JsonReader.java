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
 * Reads values of one type. Returns a value or throws: a body that is {@code null}, empty or of another shape is an
 * {@link UnexpectedBodyException}. Made once for each type, for that is what costs.
 */
public final class JsonReader<T> {

    private final JsonFactory factory;
    private final ValueReader reader;

    JsonReader(JsonFactory factory, ValueReader reader) {
        this.factory = factory;
        this.reader = reader;
    }

    /** Reads a value. A body that is no such value is an {@link UnexpectedBodyException}; one cut short, an EOF. */
    public T read(InputStream json) throws IOException {
        try {
            return parsed(json);
        } catch (JsonEOFException e) {
            throw new EOFException("the JSON breaks off");
        } catch (JsonProcessingException e) {
            // Jackson quotes the source in its messages, and what the server sent may be secret.
            throw new UnexpectedBodyException("the response's body is not JSON, or exceeds its limits", null);
        } catch (UnexpectedValueException e) {
            throw UnexpectedBodyException.shape(e.place());
        }
    }

    /** Reads a value; empty if the body is no such value. */
    public Optional<T> readIfAny(InputStream json) throws IOException {
        try {
            return Optional.of(parsed(json));
        } catch (JsonProcessingException | UnexpectedValueException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // whoever makes a reader says what it reads
    private T parsed(InputStream json) throws IOException {
        try (JsonParser parser = factory.createParser(json)) {
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
