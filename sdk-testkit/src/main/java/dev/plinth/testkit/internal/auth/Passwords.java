package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Hashes passwords, checks them, and says which are too weak. */
final class Passwords {
    static final int LONGEST = 72;

    private final AuthSettings settings;
    private final SecureRandom random;

    Passwords(AuthSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    String hash(String password) {
        return PasswordHash.of(password, settings.number("PASSWORD_HASH_COST"), random);
    }

    /** Refuses a password that the rules call weak, or that is too long to hash. */
    void requireStrong(String password) {
        AuthError.invalidIf(
                password.getBytes(StandardCharsets.UTF_8).length > LONGEST,
                "Password cannot be longer than 72 characters");
        List<String> reasons = weaknesses(password);
        if (!reasons.isEmpty()) {
            throw AuthError.weakPassword(weaknessText(reasons), reasons);
        }
    }

    List<String> weaknesses(String password) {
        List<String> reasons = new ArrayList<>();
        if (password.getBytes(StandardCharsets.UTF_8).length < settings.minPassword()) {
            reasons.add("length");
        }
        if (!settings.list("PASSWORD_REQUIRED_CHARACTERS", ":").stream()
                .allMatch(set -> containsOneOf(password, set))) {
            reasons.add("characters");
        }
        return reasons;
    }

    String weaknessText(List<String> reasons) {
        List<String> sentences = new ArrayList<>();
        if (reasons.contains("length")) {
            sentences.add("Password should be at least " + settings.minPassword() + " characters.");
        }
        if (reasons.contains("characters")) {
            sentences.add("Password should contain at least one character of each: "
                    + String.join(", ", settings.list("PASSWORD_REQUIRED_CHARACTERS", ":")) + ".");
        }
        return String.join(" ", sentences);
    }

    String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static boolean containsOneOf(String password, String set) {
        return password.chars().anyMatch(c -> set.indexOf(c) >= 0);
    }
}
