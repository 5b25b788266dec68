package dev.plinth.testkit.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of paths, {@code /object/{bucket}/*}; ordered so that the one that is literal further to the left comes
 * first. Parameters are decoded after matching, so that {@code %2F} never splits a segment.
 */
public record Route(Pattern pattern, List<String> names, String rank) implements Comparable<Route> {

    /** Segments are literal, {@code {name}}, or a last {@code *}. */
    public static Route of(String template) {
        StringBuilder regex = new StringBuilder();
        StringBuilder rank = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (String segment : template.substring(1).split("/", -1)) {
            boolean tail = segment.equals("*");
            boolean parameter = segment.startsWith("{");
            if (tail || parameter) {
                names.add(tail ? segment : segment.substring(1, segment.length() - 1));
            }
            regex.append('/').append(tail ? "(.*)" : parameter ? "([^/]+)" : Pattern.quote(segment));
            rank.append(tail ? 'c' : parameter ? 'b' : 'a');
        }
        return new Route(
                Pattern.compile(regex.toString(), Pattern.DOTALL),
                names,
                rank.append(' ').toString());
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** The parameters as they stand in the beginning of a path; empty when it does not begin with this one. */
    public Optional<Map<String, String>> rawParams(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.lookingAt() || (matcher.end() < path.length() && path.charAt(matcher.end()) != '/')) {
            return Optional.empty();
        }
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            params.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(params);
    }

    @Override
    public int compareTo(Route other) {
        return rank.compareTo(other.rank);
    }
}
