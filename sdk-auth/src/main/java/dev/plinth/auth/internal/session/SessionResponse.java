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

/** A sign-in or a refresh as the wire has it. The user stays as he came, so that he can be stored as he came. */
public record SessionResponse(
        Secret accessToken,
        Secret refreshToken,
        long expiresIn,
        Map<String, Object> user,
        Optional<Secret> providerToken,
        Optional<Secret> providerRefreshToken,
        Map<String, Object> weakPassword) {

    /** What an access token says of its user in the words of the user's own fields. */
    private static final Set<String> CLAIMS =
            Set.of("sub", "aud", "role", "email", "phone", "app_metadata", "user_metadata", "is_anonymous");

    /** Refuses an answer that tells of no user. */
    SessionResponse checked() {
        User ignored = readUser();
        return this;
    }

    /** Returns the user. Where only tokens came, as to an OAuth client, the access token says whose it is. */
    public User readUser() {
        return read(user, accessToken);
    }

    static User read(Map<String, Object> user, Secret accessToken) {
        if (!user.isEmpty()) {
            return UserRecord.of(user);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        TokenPayload.of(accessToken).forEach((name, value) -> {
            if (CLAIMS.contains(name)) {
                named.put(name.equals("sub") ? "id" : name, value);
            }
        });
        return UserRecord.of(named);
    }

    List<PasswordWeakness> passwordWeaknesses() {
        return JsonFields.of(weakPassword).texts("reasons").stream()
                .map(PasswordWeakness::of)
                .toList();
    }
}
