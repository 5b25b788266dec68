package dev.plinth.storage.internal.api;

import java.util.Set;

/**
 * Checks names against the server's rules before anything is sent, so that the error can name the invalid character and
 * its position.
 */
public final class NameRules {

    private static final String PUNCTUATION = "_!.*'() &$@=;:+,?-";
    private static final int MAX_BUCKET_LENGTH = 100;
    private static final String TABLE_SUFFIX = "--table-s3";

    /** The path segments below {@code /object} that belong to other routes of the server. */
    private static final Set<String> ROUTES =
            Set.of("list", "list-v2", "sign", "upload", "copy", "move", "public", "authenticated", "info");

    private NameRules() {}

    /**
     * Checks an object's key.
     *
     * @throws IllegalArgumentException if the server does not accept the key, or a URL cannot contain it
     */
    public static String checkKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key is empty");
        }
        for (String part : key.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("the key \"" + printable(key) + "\" has the segment \"" + part
                        + "\", which URLs cannot contain");
            }
        }
        return checkPrefix(key);
    }

    /**
     * Checks the key of an object that is to be written. The server stores a key with an empty segment, but no folder
     * list returns it.
     *
     * @throws IllegalArgumentException if the key has an empty segment at its beginning or in its middle
     */
    public static String checkNewKey(String key) {
        if (key.startsWith("/") || key.contains("//")) {
            throw new IllegalArgumentException("the key \"" + printable(key)
                    + "\" has an empty segment: a key must not begin with a slash or contain two slashes in a row");
        }
        return key;
    }

    /** Checks a prefix of keys. It may be empty, or end within a segment. */
    public static String checkPrefix(String prefix) {
        int at = firstInvalid(prefix, true);
        if (at >= 0) {
            throw new IllegalArgumentException(describeInvalid("the key", prefix, at)
                    + " (keys may contain A-Z a-z 0-9 / and " + PUNCTUATION.replace(" ", "space ")
                    + "; for other names use bucket.withKeyCodec(KeyCodec.escaping()))");
        }
        return prefix;
    }

    /**
     * Checks a bucket's id.
     *
     * @throws IllegalArgumentException if the server does not accept the id
     */
    public static String checkBucket(String id) {
        if (id.isEmpty() || id.length() > MAX_BUCKET_LENGTH) {
            throw new IllegalArgumentException(
                    "a bucket's id must have 1 to " + MAX_BUCKET_LENGTH + " characters: this one has " + id.length());
        }
        int at = firstInvalid(id, false);
        if (at >= 0) {
            throw new IllegalArgumentException(describeInvalid("the bucket id", id, at));
        }
        if (!id.strip().equals(id) || id.equals(".") || id.equals("..") || id.endsWith(TABLE_SUFFIX)) {
            throw new IllegalArgumentException("the bucket id \"" + id
                    + "\" is not valid: it must not begin or end with a space, be . or .., or end with "
                    + TABLE_SUFFIX);
        }
        return id;
    }

    /** Checks whether a bucket's id is also the name of one of the server's routes below {@code /object}. */
    public static boolean isRouteName(String bucket) {
        return ROUTES.contains(bucket);
    }

    /**
     * Checks whether proxies pass a path with this key unchanged. They redirect a path that ends with a slash or has
     * two slashes in a row.
     */
    public static boolean isSafeInProxies(String key) {
        return !key.startsWith("/") && !key.endsWith("/") && !key.contains("//");
    }

    private static int firstInvalid(String name, boolean slashAllowed) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean accepted = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || (c == '/' && slashAllowed)
                    || PUNCTUATION.indexOf(c) >= 0;
            if (!accepted) {
                return i;
            }
        }
        return -1;
    }

    private static String describeInvalid(String subject, String name, int at) {
        int character = name.codePointAt(at);
        String quoted = Character.isISOControl(character) ? "" : "'" + Character.toString(character) + "' ";
        return String.format("%s \"%s\" has %s(U+%04X) at %d", subject, printable(name), quoted, character, at);
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
