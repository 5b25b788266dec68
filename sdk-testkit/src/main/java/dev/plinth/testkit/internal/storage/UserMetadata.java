package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What users note about an object. What is not JSON is dropped without a word; JSON that is no object is refused. */
public final class UserMetadata {
    /** The database's order of keys in columns of type jsonb: shorter ones first. */
    private static final Comparator<String> JSONB_KEYS = Comparator.comparing(
            key -> key.getBytes(StandardCharsets.UTF_8),
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned));

    private UserMetadata() {}

    /** From the header {@code x-metadata}: base64 of JSON. */
    static Optional<JsonNode> ofHeader(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String alphabet = header.replace('-', '+').replace('_', '/');
        try {
            return ofText(new String(Base64.getMimeDecoder().decode(alphabet), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From a form's field or TUS metadata: JSON. */
    public static Optional<JsonNode> ofText(@Nullable String text) {
        Optional<JsonNode> json = text == null ? Optional.empty() : Json.parse(text);
        StorageError.INVALID_PARAMETER.throwIf(
                json.isPresent() && !json.get().isObject(), "invalid input syntax for type json");
        return json.map(node -> Json.sorted(node, JSONB_KEYS));
    }
}
