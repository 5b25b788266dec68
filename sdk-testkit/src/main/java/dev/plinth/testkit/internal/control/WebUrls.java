package dev.plinth.testkit.internal.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Addresses as a browser's URL parser takes them, which is what a Studio puts names into without encoding them. */
final class WebUrls {
    private static final String PATH_ENCODED = " \"<>`{}";

    private WebUrls() {}

    /** Path and query that are requested for a text: dots are walked, what follows a hash is cut off. */
    static String target(String raw) {
        int hash = raw.indexOf('#');
        String kept = hash < 0 ? raw : raw.substring(0, hash);
        int mark = kept.indexOf('?');
        String path = mark < 0 ? kept : kept.substring(0, mark);
        return walked(encoded(path)) + (mark < 0 ? "" : encoded(kept.substring(mark)));
    }

    /** A path without its dot segments. */
    static String walked(String path) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            String plain = parts[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean last = i == parts.length - 1;
            if (plain.equals("..")) {
                segments.pollLast();
            } else if (!plain.equals(".")) {
                segments.addLast(parts[i]);
                continue;
            }
            if (last) {
                segments.addLast("");
            }
        }
        return "/" + String.join("/", segments);
    }

    /** JavaScript's encodeURI. */
    static String encodedUri(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ";,/?:@&=+$-_.!~*'()#".indexOf(c) >= 0);
            append(out, c, plain);
        }
        return out.toString();
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            append(out, c, c > 0x20 && c < 0x7f && PATH_ENCODED.indexOf(c) < 0);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, char c, boolean plain) {
        if (plain) {
            out.append(c);
        } else {
            out.append(String.format("%%%02X", (int) c));
        }
    }
}
