package dev.plinth.auth.internal.session;

import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts tokens to the text that stores keep, and back. */
final class SessionJson {

    private static final JsonReader<Stored> READER = Json.reader(Stored.class);

    record Stored(
            Optional<Secret> accessToken,
            Optional<Secret> refreshToken,
            Optional<Instant> receivedAt,
            long expiresIn,
            Map<String, Object> user) {}

    private SessionJson() {}

    /** Returns the text. It excludes the provider's tokens, which the server does not keep with the session either. */
    static Secret write(Tokens toTokens) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", 1);
        fields.put("access_token", toTokens.accessToken());
        fields.put("refresh_token", toTokens.refreshToken());
        fields.put("received_at", toTokens.receivedAt().toString());
        fields.put("expires_in", toTokens.lifetime().toSeconds());
        fields.put("user", toTokens.rawUser());
        return Secret.of(new String(Json.write(fields), StandardCharsets.UTF_8));
    }

    /** Returns the tokens; empty if the text has another format or is damaged. */
    static Optional<Tokens> read(Secret text) {
        try {
            return READER.readIfAny(new ByteArrayInputStream(text.reveal().getBytes(StandardCharsets.UTF_8)))
                    .filter(s -> s.accessToken().isPresent()
                            && s.refreshToken().isPresent()
                            && s.receivedAt().isPresent())
                    .map(SessionJson::toTokens)
                    .filter(SessionJson::hasUser);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean hasUser(Tokens toTokens) {
        try {
            return !toTokens.user().id().isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Tokens toTokens(Stored stored) {
        return new Tokens(
                stored.accessToken().orElseThrow(),
                stored.refreshToken().orElseThrow(),
                stored.receivedAt().orElseThrow(),
                Duration.ofSeconds(stored.expiresIn()),
                stored.user(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
