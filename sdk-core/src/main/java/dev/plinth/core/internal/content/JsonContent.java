package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import dev.plinth.core.internal.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A value as JSON. Keeps the value, so that it can be shown with its secrets masked. */
public final class JsonContent implements Content {

    private final Object value;
    private final byte[] bytes;

    /** Encodes the value immediately, so that a value without a JSON form is reported before anything is sent. */
    public JsonContent(Object value) {
        this.value = value;
        this.bytes = Json.write(value);
    }

    /** Returns the JSON with its secrets masked. */
    public String masked() {
        return Json.show(value);
    }

    /** Returns the secrets in the value. */
    public List<String> secrets() {
        return Json.secrets(value);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public Optional<String> contentType() {
        return Optional.of("application/json");
    }

    @Override
    public String toString() {
        return masked();
    }
}
