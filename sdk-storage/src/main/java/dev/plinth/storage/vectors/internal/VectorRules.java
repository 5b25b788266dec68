package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.UntrustedText;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Checks values against the server's limits before anything is sent. */
public final class VectorRules {

    private static final Pattern INDEX_NAME = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{1,61})?[a-z0-9]");
    private static final int MIN_INDEX_LENGTH = 3;
    private static final int MAX_INDEX_LENGTH = 45;
    private static final int MAX_KEY_LENGTH = 1024;
    private static final int MAX_DIMENSION = 4096;
    private static final int MAX_METADATA_KEYS = 10;
    private static final int MAX_METADATA_KEY_LENGTH = 63;
    private static final int MAX_PRINTED = 100;

    private VectorRules() {}

    /** Checks the name of an index. */
    public static String checkIndexName(String name) {
        if (name.length() < MIN_INDEX_LENGTH
                || name.length() > MAX_INDEX_LENGTH
                || !INDEX_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the index name \"" + printable(name)
                    + "\" is not valid: use 3 to 45 characters of a-z 0-9 . and -, with a letter or digit first and"
                    + " last");
        }
        return name;
    }

    /** Checks the key of a vector. */
    public static String checkKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "key must have 1 to " + MAX_KEY_LENGTH + " characters: this one has " + key.length());
        }
        return key;
    }

    /** Checks the components of a vector. */
    public static float[] checkComponents(float[] data) {
        checkDimension(data.length);
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                throw new IllegalArgumentException("the component at " + i + " is not a finite number: " + data[i]);
            }
        }
        return data;
    }

    /** Checks the number of components. */
    public static int checkDimension(int dimension) {
        return (int) checkRange("dimension", dimension, 1, MAX_DIMENSION);
    }

    /** Checks that a number is in a range. */
    public static long checkRange(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " must be from " + minimum + " to " + maximum + ": " + value);
        }
        return value;
    }

    /** Checks the metadata keys that filters cannot use. */
    static List<String> checkMetadataKeys(List<String> keys) {
        checkRange("the number of non-filterable metadata keys", keys.size(), 1, MAX_METADATA_KEYS);
        for (String key : keys) {
            checkRange("the length of a metadata key", key.length(), 1, MAX_METADATA_KEY_LENGTH);
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            throw new IllegalArgumentException("the non-filterable metadata keys contain duplicates: " + keys);
        }
        return keys;
    }

    private static String printable(String name) {
        return UntrustedText.shown(name, MAX_PRINTED, List.of());
    }
}
