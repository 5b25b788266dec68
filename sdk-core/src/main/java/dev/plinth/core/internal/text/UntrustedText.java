package dev.plinth.core.internal.text;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Text that a server sent, made fit to be shown in messages and logs: secrets are masked, control characters replaced, and
 * the length is bounded.
 */
public final class UntrustedText {

    private static final String MASK = "***";

    /** What looks like a key or a token is masked, wherever it comes from. */
    private static final Pattern TOKEN = Pattern.compile(
            "eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?|sb_secret_[A-Za-z0-9_-]+|sbp_[A-Za-z0-9]+");

    /** Line ends of all kinds, and what changes the direction of text: both can forge a line of a log. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\p{Cf}]");

    /** Shorter secrets are not looked for: they occur in any text. */
    private static final int SHORTEST_SECRET = 4;

    private UntrustedText() {}

    /**
     * Returns the text as it may be shown.
     *
     * @param longest the most characters
     * @param secrets what must not be shown, such as the credentials of the request
     */
    public static String shown(String text, int longest, Collection<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                masked = masked.replace(secret, MASK);
            }
        }
        masked = TOKEN.matcher(masked).replaceAll(MASK);
        masked = CONTROL.matcher(masked).replaceAll(" ");
        return masked.length() > longest ? masked.substring(0, longest) + "…" : masked;
    }
}
