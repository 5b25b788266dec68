package dev.plinth.storage.internal.api;

import java.util.Set;

/** What names the server takes. Checked here, so that a name that cannot work is told with the place that is wrong. */
public final class NameRules {

    private static final String MARKS = "_!.*'() &$@=;:+,?-";
    private static final int LONGEST_BUCKET = 100;
    private static final String TABLE_SUFFIX = "--table-s3";

    /** First parts of paths below {@code /object} that lead elsewhere than to a bucket of that name. */
    private static final Set<String> ROUTES =
            Set.of("list", "list-v2", "sign", "upload", "copy", "move", "public", "authenticated", "info");

    private NameRules() {}

    /**
     * Checks an object's key.
     *
     * @throws IllegalArgumentException if the server would refuse it, or a URL cannot carry it
     */
    public static String key(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        for (String part : key.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException(
                        "the key \"" + shown(key) + "\" has a part \"" + part + "\", which URLs cannot carry");
            }
        }
        return prefix(key);
    }

    /**
     * Checks the key of an object that is to be written. The server stores an empty part, but no folder listing finds it.
     *
     * @throws IllegalArgumentException if the key has an empty part at its beginning or in its middle
     */
    public static String newKey(String key) {
        if (key.startsWith("/") || key.contains("//")) {
            throw new IllegalArgumentException("the key \"" + shown(key)
                    + "\" has an empty part: keys begin without a slash, and have single slashes between their parts");
        }
        return key;
    }

    /** Checks the beginning of keys; it may be empty, or end in the middle of a part. */
    public static String prefix(String prefix) {
        int at = firstRefused(prefix, true);
        if (at >= 0) {
            throw new IllegalArgumentException(refusal("the key", prefix, at)
                    + " (keys may hold A-Z a-z 0-9 / and " + MARKS.replace(" ", "space ")
                    + "; for other names use bucket.keys(KeyCodec.escaping()))");
        }
        return prefix;
    }

    /**
     * Checks a bucket's id.
     *
     * @throws IllegalArgumentException if the server would refuse it
     */
    public static String bucket(String id) {
        if (id.isEmpty() || id.length() > LONGEST_BUCKET) {
            throw new IllegalArgumentException(
                    "a bucket's id has 1 to " + LONGEST_BUCKET + " characters, this one " + id.length());
        }
        int at = firstRefused(id, false);
        if (at >= 0) {
            throw new IllegalArgumentException(refusal("the bucket id", id, at));
        }
        if (!id.strip().equals(id) || id.equals(".") || id.equals("..") || id.endsWith(TABLE_SUFFIX)) {
            throw new IllegalArgumentException("the bucket id \"" + id
                    + "\" cannot be used: no space at either end, not . or .., not ending in " + TABLE_SUFFIX);
        }
        return id;
    }

    /** Tells whether a bucket's name, as first part of a path below {@code /object}, would lead elsewhere. */
    public static boolean isRoute(String bucket) {
        return ROUTES.contains(bucket);
    }

    /** Tells whether a proxy passes on a path with this key as it is: one that ends in a slash, or has two, is redirected. */
    public static boolean survivesProxies(String key) {
        return !key.startsWith("/") && !key.endsWith("/") && !key.contains("//");
    }

    private static int firstRefused(String name, boolean slashes) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean taken = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || (c == '/' && slashes)
                    || MARKS.indexOf(c) >= 0;
            if (!taken) {
                return i;
            }
        }
        return -1;
    }

    private static String refusal(String what, String name, int at) {
        int character = name.codePointAt(at);
        String sign = Character.isISOControl(character) ? "" : "'" + Character.toString(character) + "' ";
        return String.format("%s \"%s\" has %s(U+%04X) at %d", what, shown(name), sign, character, at);
    }

    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
