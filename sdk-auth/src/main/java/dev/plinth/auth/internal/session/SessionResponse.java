package dev.plinth.auth.internal.session;

import dev.plinth.auth.PasswordWeakness;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.JsonFields;
import dev.plinth.auth.internal.api.TokenPayload;
import dev.plinth.auth.internal.users.UserRecord;
import dev.plinth.core.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The response to a sign-in or a refresh. The user's JSON is kept unchanged, so that it can be stored unchanged. */
public record SessionResponse(
        Secret accessToken,
        Secret refreshToken,
        long expiresIn,
        Map<String, Object> user,
        Optional<Secret> providerToken,
        Optional<Secret> providerRefreshToken,
        Map<String, Object> weakPassword) {

    /** The claims of an access token that have the same meaning as fields of the user. */
    private static final Set<String> CLAIMS =
            Set.of("sub", "aud", "role", "email", "phone", "app_metadata", "user_metadata", "is_anonymous");

    /** Throws if neither the response nor the access token contains a user. */
    SessionResponse requireUser() {
        User ignored = readUser();
        return this;
    }

    /**
     * Returns the user. If the response has only tokens, as for OAuth clients, the user is read from the access token.
     */
    public User readUser() {
        return read(user, accessToken);
    }

    static User read(Map<String, Object> user, Secret accessToken) {
        if (!user.isEmpty()) {
            return UserRecord.of(user);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        TokenPayload.of(accessToken).forEach((name, value) -> {
            if (CLAIMS.contains(name)) {
                fields.put(name.equals("sub") ? "id" : name, value);
            }
        });
        return UserRecord.of(fields);
    }

    List<PasswordWeakness> passwordWeaknesses() {
        return JsonFields.of(weakPassword).texts("reasons").stream()
                .map(PasswordWeakness::of)
                .toList();
    }
}
