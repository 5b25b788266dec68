package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.token.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Hashes passwords, checks them, and rejects those that are too weak. */
record Passwords(AuthCore core) {
    static final int LONGEST = 72;

    /** Hashes a password, with the lock released meanwhile. */
    String hash(String password) {
        return core.state.unlocked(() -> core.hash(password));
    }

    /** Whether a hash is that of the password; computed with the lock released. */
    boolean matches(String password, String hash) {
        return core.state.unlocked(() -> PasswordHash.matches(password, hash));
    }

    /** Refuses a password that the rules call weak, or that is too long to hash. */
    void requireStrong(String password) {
        AuthError.invalidIf(
                password.getBytes(StandardCharsets.UTF_8).length > LONGEST,
                "Password cannot be longer than 72 characters");
        List<String> reasons = weaknesses(password);
        AuthError.weakPassword(weaknessText(reasons), reasons).throwIf(!reasons.isEmpty());
    }

    List<String> weaknesses(String password) {
        List<String> reasons = new ArrayList<>();
        if (password.getBytes(StandardCharsets.UTF_8).length < core.settings.minPassword()) {
            reasons.add("length");
        }
        if (!core.settings.list("PASSWORD_REQUIRED_CHARACTERS", ":").stream()
                .allMatch(set -> containsOneOf(password, set))) {
            reasons.add("characters");
        }
        return reasons;
    }

    String weaknessText(List<String> reasons) {
        List<String> sentences = new ArrayList<>();
        if (reasons.contains("length")) {
            sentences.add("Password should be at least " + core.settings.minPassword() + " characters.");
        }
        if (reasons.contains("characters")) {
            sentences.add("Password should contain at least one character of each: "
                    + String.join(", ", core.settings.list("PASSWORD_REQUIRED_CHARACTERS", ":")) + ".");
        }
        return String.join(" ", sentences);
    }

    String random() {
        byte[] bytes = new byte[24];
        core.random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static boolean containsOneOf(String password, String set) {
        return password.chars().anyMatch(c -> set.indexOf(c) >= 0);
    }
}
