package dev.plinth.auth.internal.api;

import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Converts JSON that programs pass on as text, such as the WebAuthn messages between a server and a browser. */
public final class JsonText {

    private static final JsonReader<Map<String, Object>> READER = Json.mapReader();

    private JsonText() {}

    /** Writes an object that the server sent. */
    public static String write(Map<String, Object> options) {
        return new String(Json.write(options), StandardCharsets.UTF_8);
    }

    /**
     * Reads the WebAuthn credential of a browser.
     *
     * @throws IllegalArgumentException if it is not a JSON object; the message does not quote it
     */
    public static Map<String, Object> credential(String json) {
        byte[] bytes = Objects.requireNonNull(json, "credentialJson").getBytes(StandardCharsets.UTF_8);
        try {
            return READER.readIfAny(new ByteArrayInputStream(bytes))
                    .orElseThrow(() -> new IllegalArgumentException("credentialJson is not a JSON object: pass the"
                            + " browser's credential as JSON.stringify(credential.toJSON()) writes it"));
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be read", e);
        }
    }
}
