package dev.plinth.testkit.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The values in force, each under a name that some service declared. */
public final class Settings {
    private static final int SUGGESTIONS = 3;

    private final Map<String, Setting<?>> declared = new TreeMap<>();
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Settings(Collection<Setting<?>> declared, Map<String, String> given) {
        for (Setting<?> setting : declared) {
            this.declared.put(setting.name(), setting);
            set(setting.name(), setting.defaultValue());
        }
        given.forEach(this::set);
    }

    /** The typed value of a declared setting. */
    @SuppressWarnings("unchecked") // put by set(), which parsed it with this very setting
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        if (value == null) {
            throw new IllegalStateException("not declared: " + setting.name());
        }
        return (T) value;
    }

    /** The value as text, as it was given. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Changes a value while the platform runs; refuses unknown names and values that do not parse. */
    public void set(String name, String value) {
        Setting<?> setting = declared.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("unknown setting " + name + "; the nearest names are "
                    + String.join(", ", nearest(name, declared.keySet(), SUGGESTIONS)));
        }
        values.put(name, setting.parse(value));
        texts.put(name, value);
    }

    /** The names with the smallest edit distance, the nearest first; names at the same distance alphabetically. */
    private static List<String> nearest(String wanted, Collection<String> known, int count) {
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
