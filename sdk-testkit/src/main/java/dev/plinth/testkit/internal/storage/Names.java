package dev.plinth.testkit.internal.storage;

import java.util.regex.Pattern;

/** What buckets and objects may be called. */
final class Names {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9_!.*'() &$@=;:+,?-]{1,100}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_/!.*'() &$@=;:+,?-]+");
    private static final int SEGMENT = 255;

    private Names() {}

    static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches()
                && !name.startsWith(" ")
                && !name.endsWith(" ")
                && !name.endsWith("--table-s3");
    }

    static void checkBucket(String name) {
        if (!isBucket(name)) {
            throw StorageError.BUCKET_NAME.get();
        }
    }

    static void checkKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw StorageError.INVALID_KEY.with(key);
        }
    }

    /** What the server's FILE backend cannot keep: dot segments, and names too long for a file. */
    static void checkStorable(String bucket, String key, String version) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                String path = "stub/stub/" + bucket + "/" + key + "/" + version;
                throw StorageError.INVALID_KEY.with(path + " contains dot path segment");
            }
            if (segment.length() > SEGMENT) {
                throw StorageError.INTERNAL.get();
            }
        }
    }
}
