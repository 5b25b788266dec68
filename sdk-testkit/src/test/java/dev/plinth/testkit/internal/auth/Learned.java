package dev.plinth.testkit.internal.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of the moment: what the recording called one way, this server calls another. */
final class Learned {
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<String, String> back = new ConcurrentHashMap<>();

    /** False if either stands for something else already. */
    boolean learn(String recorded, String actual) {
        if (recorded.isEmpty() || actual.isEmpty()) {
            return recorded.equals(actual);
        }
        if (known.containsKey(recorded)) {
            return known.get(recorded).equals(actual);
        }
        if (!back.getOrDefault(actual, recorded).equals(recorded)) {
            return false;
        }
        put(recorded, actual);
        return true;
    }

    /** As an answer in place of an earlier one: whatever was known before does not count. */
    void put(String recorded, String actual) {
        known.put(recorded, actual);
        back.put(actual, recorded);
        if (recorded.length() == 36 && recorded.contains("-")) {
            known.put(recorded.toUpperCase(Locale.ROOT), actual.toUpperCase(Locale.ROOT));
            known.put(recorded.replace("-", ""), actual.replace("-", ""));
        }
    }

    String actual(String recorded) {
        return known.getOrDefault(recorded, recorded);
    }

    /** A recorded text with every learned value in place of the recorded one. */
    String substituted(String text) {
        List<String> found = known.keySet().stream()
                .filter(text::contains)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder pattern = new StringBuilder();
        for (String key : found) {
            pattern.append(pattern.length() == 0 ? "" : "|");
            String quoted = Pattern.quote(key);
            pattern.append(key.length() < 20 ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted);
        }
        return Pattern.compile(pattern.toString())
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(known.get(match.group())));
    }
}
