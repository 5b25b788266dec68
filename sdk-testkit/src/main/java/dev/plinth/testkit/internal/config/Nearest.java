package dev.plinth.testkit.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a misspelt one was probably meant to be. */
final class Nearest {
    private Nearest() {}

    /** The names with the smallest edit distance, the nearest first; names at the same distance alphabetically. */
    static List<String> names(String wanted, Collection<String> known, int count) {
        String upper = wanted.toUpperCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(upper, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    /** The Levenshtein distance: insertions, deletions and replacements of one character. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
