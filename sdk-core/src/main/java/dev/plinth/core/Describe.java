package dev.plinth.core;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Formats the context of a call for exception messages. */
final class Describe {

    /** The maximum length of a name in a message; longer names are truncated. */
    private static final int MAX_LENGTH = 200;

    private Describe() {}

    static String brackets(Map<String, String> target, @Nullable String requestId, int attempts) {
        StringJoiner joiner = new StringJoiner(", ", "[", "]");
        target.forEach((kind, name) -> joiner.add(kind + "=" + printable(name)));
        if (requestId != null) {
            joiner.add("request-id=" + printable(requestId));
        }
        return joiner.add("attempts=" + attempts).toString();
    }

    private static String printable(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
