package dev.plinth.storage.internal.api;

import java.util.Set;

/**
 * The names that the server accepts. They are checked here so that the error can name the invalid character and its
 * position.
 */
public final class NameRules {

    private static final String MARKS = "_!.*'() &$@=;:+,?-";
    private static final int LONGEST_BUCKET = 100;
    private static final String TABLE_SUFFIX = "--table-s3";

    /** Path segments below {@code /object} that the server routes elsewhere than to a bucket of this name. */
    private static final Set<String> ROUTES =
            Set.of("list", "list-v2", "sign", "upload", "copy", "move", "public", "authenticated", "info");

    private NameRules() {}

    /**
     * Checks an object's key.
     *
     * @throws IllegalArgumentException if the server would refuse the key, or a URL cannot contain it
     */
    public static String key(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        for (String part : key.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException(
                        "the key \"" + shown(key) + "\" has the segment \"" + part + "\", which URLs cannot contain");
            }
        }
        return prefix(key);
    }

    /**
     * Checks the key of an object that is to be written. The server stores a key with an empty segment, but no folder
     * list returns it.
     *
     * @throws IllegalArgumentException if the key has an empty segment at its beginning or in its middle
     */
    public static String newKey(String key) {
        if (key.startsWith("/") || key.contains("//")) {
            throw new IllegalArgumentException("the key \"" + shown(key)
                    + "\" has an empty segment: a key must not begin with a slash or contain two slashes in a row");
        }
        return key;
    }

    /** Checks a prefix of keys. It may be empty, or end within a segment. */
    public static String prefix(String prefix) {
        int at = firstRefused(prefix, true);
        if (at >= 0) {
            throw new IllegalArgumentException(refusal("the key", prefix, at)
                    + " (keys may contain A-Z a-z 0-9 / and " + MARKS.replace(" ", "space ")
                    + "; for other names use bucket.withKeyCodec(KeyCodec.escaping()))");
        }
        return prefix;
    }

    /**
     * Checks a bucket's id.
     *
     * @throws IllegalArgumentException if the server would refuse the id
     */
    public static String bucket(String id) {
        if (id.isEmpty() || id.length() > LONGEST_BUCKET) {
            throw new IllegalArgumentException(
                    "a bucket's id must have 1 to " + LONGEST_BUCKET + " characters: this one has " + id.length());
        }
        int at = firstRefused(id, false);
        if (at >= 0) {
            throw new IllegalArgumentException(refusal("the bucket id", id, at));
        }
        if (!id.strip().equals(id) || id.equals(".") || id.equals("..") || id.endsWith(TABLE_SUFFIX)) {
            throw new IllegalArgumentException("the bucket id \"" + id
                    + "\" is not valid: it must not begin or end with a space, be . or .., or end with "
                    + TABLE_SUFFIX);
        }
        return id;
    }

    /** Checks whether a bucket's id, as the first path segment below {@code /object}, is a route of the server. */
    public static boolean isRoute(String bucket) {
        return ROUTES.contains(bucket);
    }

    /**
     * Checks whether proxies pass a path with this key unchanged. They redirect a path that ends with a slash or has
     * two slashes in a row.
     */
    public static boolean survivesProxies(String key) {
        return !key.startsWith("/") && !key.endsWith("/") && !key.contains("//");
    }

    private static int firstRefused(String name, boolean slashAllowed) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean accepted = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || (c == '/' && slashAllowed)
                    || MARKS.indexOf(c) >= 0;
            if (!accepted) {
                return i;
            }
        }
        return -1;
    }

    private static String refusal(String subject, String name, int at) {
        int character = name.codePointAt(at);
        String sign = Character.isISOControl(character) ? "" : "'" + Character.toString(character) + "' ";
        return String.format("%s \"%s\" has %s(U+%04X) at %d", subject, shown(name), sign, character, at);
    }

    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
