package dev.plinth.testkit.internal.control;

import dev.plinth.testkit.internal.http.Percent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** URLs as a browser's URL parser reads them: a Studio inserts names into them without encoding. */
final class WebUrls {
    /** What a URL parser leaves in a path, beside letters and digits. */
    private static final String PATH = "!#$%&'()*+,-./:;=?@[\\]^_|~";

    private WebUrls() {}

    /** The path and query of a URL, without dot segments and without a fragment. */
    static String target(String raw) {
        int hash = raw.indexOf('#');
        String kept = hash < 0 ? raw : raw.substring(0, hash);
        int mark = kept.indexOf('?');
        String path = mark < 0 ? kept : kept.substring(0, mark);
        return walked(Percent.encode(path, PATH)) + (mark < 0 ? "" : Percent.encode(kept.substring(mark), PATH));
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
}
