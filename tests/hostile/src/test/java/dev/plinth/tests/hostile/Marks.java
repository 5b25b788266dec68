package dev.plinth.tests.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Secrets that can be found again: each holds one word that occurs nowhere else. */
final class Marks {

    static final String WORD = "mArKeD";

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|token|nonce|secret|signature|code|hash|verifier).*|pass|apikey|callback");

    private Marks() {}

    /** Names that look like a secret's: a redirect's address, and the cursor of a list. */
    private static final Set<String> NO_SECRETS = Set.of("redirectTo", "pageToken");

    /** Tells whether a parameter with this name takes a secret. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches() && !NO_SECRETS.contains(name);
    }

    /** Returns a secret as a parameter with this name takes it. */
    static String secret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("callback")) {
            return "https://app.example/done?code=" + WORD + "code";
        }
        if (lower.contains("hash")) {
            return "$2b$10$" + (WORD + "x".repeat(53)).substring(0, 53);
        }
        if (lower.contains("password")) {
            // Its forms in JSON, in a URL and as it is differ.
            return WORD + "\"pass\\w rd=/+%";
        }
        if (lower.contains("verifier")) {
            return WORD + "v".repeat(43);
        }
        return WORD + lower;
    }

    /** Returns a token of three parts, the last of which is marked, which is valid for long. */
    static String jwt(String role) {
        return jwt(role, "HS256");
    }

    static String jwt(String role, String algorithm) {
        return part("{\"alg\":\"" + algorithm + "\",\"kid\":\"k\",\"typ\":\"JWT\"}")
                + "."
                + part("{\"sub\":\"" + Values.ID + "\",\"session_id\":\"" + Values.ID + "\",\"aal\":\"aal1\","
                        + "\"ref\":\"abcdefghijklmnopqrst\",\"role\":\"" + role + "\",\"exp\":4000000000}")
                + "." + WORD + "signature";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
