package dev.plinth.core.internal.text;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Makes text that a server sent safe for messages and logs: secrets are masked, control characters are replaced, and
 * the length is limited.
 */
public final class UntrustedText {

    private static final String MASK = "***";

    /** Text that looks like a key or token is masked, whatever its source. */
    private static final Pattern TOKEN = Pattern.compile(
            "eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?|sb_secret_[A-Za-z0-9_-]+|sbp_[A-Za-z0-9]+");

    /** Line terminators, and characters that change the direction of text: both can forge a line of a log. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\p{Cf}]");

    /** Shorter secrets are not masked, because they occur in any text. */
    private static final int SHORTEST_SECRET = 4;

    private UntrustedText() {}

    /**
     * Returns the text as it may be shown.
     *
     * @param maxLength the maximum number of characters
     * @param secrets values to mask, such as the credentials of the request
     */
    public static String shown(String text, int maxLength, Collection<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                masked = masked.replace(secret, MASK);
            }
        }
        masked = TOKEN.matcher(masked).replaceAll(MASK);
        masked = CONTROL.matcher(masked).replaceAll(" ");
        return masked.length() > maxLength ? masked.substring(0, maxLength) + "…" : masked;
    }
}
