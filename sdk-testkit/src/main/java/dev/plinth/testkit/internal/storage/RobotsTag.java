package dev.plinth.testkit.internal.storage;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the header {@code x-robots-tag}, which is stored with an object and sent along with it. */
final class RobotsTag {
    private static final Set<String> RULES = Set.of(
            "all",
            "noindex",
            "nofollow",
            "none",
            "noarchive",
            "nocache",
            "nosnippet",
            "nositelinkssearchbox",
            "indexifembedded",
            "notranslate",
            "noimageindex",
            "noai",
            "noimageai");
    private static final Pattern WITH_VALUE = Pattern.compile(
            "max-snippet:\\s*-?\\d+|max-video-preview:\\s*-?\\d+|max-image-preview:\\s*(none|standard|large)"
                    + "|unavailable_after:.+");
    private static final Pattern BOT = Pattern.compile("[\\w-]+:\\s*(.+)");

    private RobotsTag() {}

    static void check(@Nullable String header) {
        if (header == null) {
            return;
        }
        for (String rule : header.split(",", -1)) {
            String trimmed = rule.strip();
            if (!isRule(trimmed.toLowerCase(Locale.ROOT))) {
                throw StorageError.ROBOTS_TAG.with(trimmed);
            }
        }
    }

    private static boolean isRule(String rule) {
        var bot = BOT.matcher(rule);
        return RULES.contains(rule)
                || WITH_VALUE.matcher(rule).matches()
                || (bot.matches() && RULES.contains(bot.group(1).strip()));
    }
}
