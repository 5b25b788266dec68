package dev.plinth.testkit.internal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A template of paths, {@code /object/{bucket}/*}; ordered so that the one that is literal further to the left comes
 * first. Parameters are decoded after matching, so that {@code %2F} never splits a segment.
 */
public record Route(Pattern pattern, List<String> names, String rank) implements Comparable<Route> {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}|\\*$");

    /** Segments are literal, {@code {name}}, or a last {@code *}. */
    public static Route of(String template) {
        List<String> names = PARAMETER
                .matcher(template)
                .results()
                .map(parameter -> parameter.group().replaceAll("[{}]", ""))
                .toList();
        String regex =
                template.replace(".", "\\.").replaceAll("\\{\\w+}", "([^/]+)").replaceAll("/\\*$", "/(.*)");
        String rank = Stream.of(template.substring(1).split("/", -1))
                .map(segment -> segment.equals("*") ? "c" : segment.startsWith("{") ? "b" : "a")
                .collect(Collectors.joining("", "", " "));
        return new Route(Pattern.compile(regex, Pattern.DOTALL), names, rank);
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
