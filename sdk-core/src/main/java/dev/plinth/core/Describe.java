package dev.plinth.core;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How messages say what a call was about. */
final class Describe {

    /** A name longer than this is cut in messages. */
    private static final int LONGEST = 200;

    private Describe() {}

    static String brackets(Map<String, String> target, @Nullable String requestId, int attempts) {
        StringJoiner joiner = new StringJoiner(", ", "[", "]");
        target.forEach((what, name) -> joiner.add(what + "=" + printable(name)));
        if (requestId != null) {
            joiner.add("request-id=" + printable(requestId));
        }
        return joiner.add("attempts=" + attempts).toString();
    }

    private static String printable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
