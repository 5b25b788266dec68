package dev.plinth.testkit.internal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One template and its handler; ordered so that the more literal one comes first. */
record Route(List<String> segments, boolean tail, String rank, HttpHandler handler) implements Comparable<Route> {

    static Route of(String template, HttpHandler handler) {
        List<String> all = List.of(template.substring(1).split("/", -1));
        boolean tail = all.get(all.size() - 1).equals("*");
        List<String> segments = tail ? all.subList(0, all.size() - 1) : all;
        StringBuilder rank = new StringBuilder();
        segments.forEach(segment -> rank.append(isParam(segment) ? 'b' : 'a'));
        return new Route(segments, tail, rank.append(tail ? 'c' : ' ').toString(), handler);
    }

    boolean matches(String path) {
        int from = 1;
        for (int i = 0; i < segments.size(); i++) {
            if (from > path.length() || path.isEmpty()) {
                return false;
            }
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            String segment = segments.get(i);
            boolean fits =
                    isParam(segment) ? end > from : segment.length() == end - from && path.startsWith(segment, from);
            if (!fits) {
                return false;
            }
            from = end + 1;
        }
        return tail ? from <= path.length() : from == path.length() + 1;
    }

    /** The decoded parameters of a path that matches; null when one has a malformed escape. */
    @Nullable
    Map<String, String> params(String path) {
        Map<String, String> params = new HashMap<>();
        int from = 1;
        for (String segment : segments) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            if (isParam(segment)
                    && !put(params, segment.substring(1, segment.length() - 1), path.substring(from, end))) {
                return null;
            }
            from = end + 1;
        }
        return !tail || put(params, "*", path.substring(from)) ? params : null;
    }

    @Override
    public int compareTo(Route other) {
        return rank.compareTo(other.rank);
    }

    private static boolean put(Map<String, String> params, String name, String raw) {
        Optional<String> decoded = Percent.decode(raw);
        decoded.ifPresent(value -> params.put(name, value));
        return decoded.isPresent();
    }

    private static boolean isParam(String segment) {
        return segment.startsWith("{");
    }
}
