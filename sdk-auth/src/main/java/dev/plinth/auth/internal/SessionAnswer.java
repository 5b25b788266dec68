package dev.plinth.auth.internal;

import dev.plinth.auth.PasswordWeakness;
import dev.plinth.core.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sign-in or a refresh as the wire has it. The user stays as he came, so that he can be stored as he came. */
public record SessionAnswer(
        Secret accessToken,
        Secret refreshToken,
        long expiresIn,
        Map<String, Object> user,
        Optional<Secret> providerToken,
        Optional<Secret> providerRefreshToken,
        Map<String, Object> weakPassword) {

    List<PasswordWeakness> passwordWeaknesses() {
        return Fields.of(weakPassword).texts("reasons").stream()
                .map(PasswordWeakness::of)
                .toList();
    }
}
