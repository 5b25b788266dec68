package dev.plinth.testkit.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this server says in place of the recorded ids, tokens, cursors and dates. */
final class Learned {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern UPLOAD = Pattern.compile("(?<=/upload/resumable/)(?:sign/)?[A-Za-z0-9_=-]{16,}");
    private static final Pattern CURSOR = Pattern.compile("(?<=\"nextCursor\":\")[^\"]+");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\"\\s]+(/storage/v1)?");
    private static final List<Pattern> LEARNED = List.of(ID, TOKEN, UPLOAD);

    /** The longest first, so that no part of a value is replaced before the whole. */
    private final Map<String, String> known =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void learn(String recorded, String actual) {
        for (Pattern pattern : LEARNED) {
            List<String> theirs = all(pattern, recorded);
            List<String> ours = all(pattern, actual);
            if (theirs.size() == ours.size()) {
                for (int i = 0; i < theirs.size(); i++) {
                    if (!theirs.get(i).equals(ours.get(i))) {
                        known.put(theirs.get(i), ours.get(i));
                    }
                }
            }
        }
    }

    /** A recorded text with what this server said in its place. */
    String apply(String text) {
        String applied = text;
        for (Map.Entry<String, String> entry : known.entrySet()) {
            applied = applied.replace(entry.getKey(), entry.getValue());
        }
        return applied;
    }

    /** A text without what differs from run to run. */
    static String mask(String text) {
        String masked = CURSOR.matcher(text).replaceAll("<cursor>");
        masked = TOKEN.matcher(DATE.matcher(masked).replaceAll("<date>")).replaceAll("<jwt>");
        masked = UPLOAD.matcher(ID.matcher(masked).replaceAll("<id>")).replaceAll("<upload>");
        return ORIGIN.matcher(masked).replaceAll("<origin>");
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
