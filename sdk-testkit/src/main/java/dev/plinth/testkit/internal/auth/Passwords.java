package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.password.Argon2;
import dev.plinth.testkit.internal.password.Bcrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Hashes passwords, checks them, and says which are too weak. */
final class Passwords {
    static final int LONGEST = 72;
    private static final int CHEAPEST_BCRYPT = 4;
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 = Pattern.compile("\\$argon2(i|d|id)\\$v=(16|19)\\$.+\\$.+\\$.+");
    private static final String CHEAP = "$pbkdf2-sha256$";

    private final AuthSettings settings;
    private final SecureRandom random;

    Passwords(AuthSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /** bcrypt; below its least cost, PBKDF2 of one round, for tests that sign in thousands. */
    String hash(String password) {
        if (settings.passwordCost() >= CHEAPEST_BCRYPT) {
            return Bcrypt.hash(password, settings.passwordCost(), random);
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String encodedSalt = HexFormat.of().formatHex(salt);
        return CHEAP + encodedSalt + "$" + HexFormat.of().formatHex(pbkdf2(password, salt));
    }

    /** Nobody knows it, and it cannot be used. */
    String hashOfUnknown() {
        byte[] unknown = new byte[32];
        random.nextBytes(unknown);
        return CHEAP + "00$" + HexFormat.of().formatHex(unknown);
    }

    boolean accepts(String hash) {
        return BCRYPT.matcher(hash).matches()
                || ARGON2.matcher(hash).matches()
                || FirebaseScrypt.PATTERN.matcher(hash).matches();
    }

    boolean matches(String password, String hash) {
        try {
            if (hash.startsWith(CHEAP)) {
                String[] parts = hash.split("\\$", -1);
                byte[] expected = HexFormat.of().parseHex(parts[3]);
                return MessageDigest.isEqual(
                        expected, pbkdf2(password, HexFormat.of().parseHex(parts[2])));
            }
            if (hash.startsWith("$argon2")) {
                return Argon2.matches(password, hash);
            }
            if (hash.startsWith("$fbscrypt")) {
                return FirebaseScrypt.matches(password, hash);
            }
            return BCRYPT.matcher(hash).matches() && Bcrypt.matches(password, hash);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Refuses a password that the rules call weak, or that is too long to hash. */
    void requireStrong(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw AuthError.invalid("Password cannot be longer than 72 characters");
        }
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
        if (!settings.requiredCharacters().stream().allMatch(set -> containsOneOf(password, set))) {
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
                    + String.join(", ", settings.requiredCharacters()) + ".");
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

    private static byte[] pbkdf2(String password, byte[] salt) {
        try {
            char[] text = password.isEmpty() ? new char[] {0} : password.toCharArray();
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(text, salt, 1, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }
}
