package dev.plinth.auth.internal.api;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** Decodes the claims of a session's own access token. Does not verify it, because it came from the server. */
public final class TokenPayload {

    private static final JsonReader<Map<String, Object>> READER = Json.mapReader();

    private TokenPayload() {}

    public static Map<String, Object> of(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return Map.of();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(parts[1]);
            return READER.readIfAny(new ByteArrayInputStream(json)).orElse(Map.of());
        } catch (IllegalArgumentException | IOException e) {
            return Map.of();
        }
    }
}
