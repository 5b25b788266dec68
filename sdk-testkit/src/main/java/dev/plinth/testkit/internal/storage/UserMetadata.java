package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's own metadata of an object. Malformed JSON is ignored. Texts and lists are refused; an empty list counts as
 * an empty object, as the database reads it. Uploads other than resumable ones store JSON objects only.
 */
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
        return json.map(UserMetadata::storable);
    }

    private static JsonNode storable(JsonNode json) {
        if (json.isArray() && json.isEmpty()) {
            return Json.object();
        }
        StorageError.INVALID_PARAMETER.throwIf(
                json.isArray() || json.isTextual(), "invalid input syntax for type json");
        return Json.sorted(json, JSONB_KEYS);
    }
}
