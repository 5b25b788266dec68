package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.UntrustedText;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The limits of the server. They are checked before anything is sent. */
public final class VectorRules {

    private static final Pattern INDEX = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{1,61})?[a-z0-9]");
    private static final int SHORTEST_INDEX = 3;
    private static final int LONGEST_INDEX = 45;
    private static final int LONGEST_KEY = 1024;
    private static final int LARGEST_DIMENSION = 4096;
    private static final int MOST_KEYS = 10;
    private static final int LONGEST_METADATA_KEY = 63;
    private static final int SHOWN = 100;

    private VectorRules() {}

    /** Checks the name of an index. */
    public static String index(String name) {
        if (name.length() < SHORTEST_INDEX
                || name.length() > LONGEST_INDEX
                || !INDEX.matcher(name).matches()) {
            throw new IllegalArgumentException("the index name \"" + shown(name)
                    + "\" is not valid: use 3 to 45 characters of a-z 0-9 . and -, with a letter or digit first and"
                    + " last");
        }
        return name;
    }

    /** Checks the key of a vector. */
    public static String key(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "key must have 1 to " + LONGEST_KEY + " characters: this one has " + key.length());
        }
        return key;
    }

    /** Checks the components of a vector. */
    public static float[] data(float[] data) {
        dimension(data.length);
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                throw new IllegalArgumentException("the component at " + i + " is not a finite number: " + data[i]);
            }
        }
        return data;
    }

    /** Checks the number of components. */
    public static int dimension(int dimension) {
        return (int) within("dimension", dimension, 1, LARGEST_DIMENSION);
    }

    /** Checks a number. */
    public static long within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": " + value);
        }
        return value;
    }

    /** Checks the metadata keys that filters cannot use. */
    static List<String> metadataKeys(List<String> keys) {
        within("the number of non-filterable metadata keys", keys.size(), 1, MOST_KEYS);
        for (String key : keys) {
            within("the length of a metadata key", key.length(), 1, LONGEST_METADATA_KEY);
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("the non-filterable metadata keys contain one twice: " + keys);
        }
        return keys;
    }

    private static String shown(String name) {
        return UntrustedText.shown(name, SHOWN, List.of());
    }
}
