package dev.plinth.testkit.internal.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** An identity provider that knows everybody: whoever the hint names, or one user of its own. */
final class StubProvider {
    /** Who somebody is at the provider; his address is verified. */
    record Profile(String subject, String email, String name) {}

    String code(String provider, String hint) {
        String email = hint.isEmpty() ? provider + ".user@example.com" : hint;
        byte[] bytes = (provider + "\n" + email).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Optional<Profile> profile(String provider, String code) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!text.startsWith(provider + "\n")) {
            return Optional.empty();
        }
        String email = text.substring(provider.length() + 1);
        String subject = Codes.hash(provider, email).substring(0, 16);
        int at = email.indexOf('@');
        return Optional.of(new Profile(subject, email, at < 0 ? email : email.substring(0, at)));
    }
}
