package dev.plinth.testkit.internal.storage;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of names of buckets and objects, and of some other parameters. */
final class Names {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9_!.*'() &$@=;:+,?-]{1,100}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_/!.*'() &$@=;:+,?-]+");
    private static final int SEGMENT = 255;
    private static final Set<String> ROBOTS_RULES = Set.of(
            ("all noindex nofollow none noarchive nocache nosnippet nositelinkssearchbox indexifembedded notranslate"
                            + " noimageindex noai noimageai")
                    .split(" ", -1));
    private static final Pattern ROBOTS_WITH_VALUE = Pattern.compile(
            "max-snippet:\\s*-?\\d+|max-video-preview:\\s*-?\\d+|max-image-preview:\\s*(none|standard|large)"
                    + "|unavailable_after:.+");
    private static final Pattern ROBOT = Pattern.compile("[\\w-]+:\\s*(.+)");
    private static final long MIN_QUALITY = 20;
    private static final long MAX_QUALITY = 100;

    /** What the buckets with the files of Iceberg tables end with; no other bucket may. */
    static final String TABLE_SUFFIX = "--table-s3";

    private Names() {}

    static void checkBucket(String name) {
        StorageError.BUCKET_NAME.throwIf(!BUCKET.matcher(name).matches() || name.startsWith(" ") || name.endsWith(" "));
    }

    /** Refuses names that a new bucket cannot have; the suffix of buckets with the files of tables is reserved. */
    static void checkNewBucket(String name) {
        checkBucket(name);
        StorageError.BUCKET_NAME.throwIf(name.endsWith(TABLE_SUFFIX));
    }

    static void checkKey(String key) {
        StorageError.INVALID_KEY.throwIf(!KEY.matcher(key).matches(), key);
    }

    /** Refuses keys that the server's FILE backend cannot store: dot segments, and names too long for a file. */
    static void checkStorable(String bucket, String key, UUID version) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                String path = "stub/stub/" + bucket + "/" + key + "/" + version;
                throw StorageError.INVALID_KEY.with(path + " contains dot path segment");
            }
            StorageError.INTERNAL.throwIf(segment.length() > SEGMENT);
        }
    }

    /** Checks the header {@code x-robots-tag}, which is stored with an object and sent along with it. */
    static void checkRobotsTag(@Nullable String header) {
        for (String rule : header == null ? new String[0] : header.split(",", -1)) {
            StorageError.ROBOTS_TAG.throwIf(!isRobotsRule(rule.strip().toLowerCase(Locale.ROOT)), rule.strip());
        }
    }

    private static boolean isRobotsRule(String rule) {
        Matcher robot = ROBOT.matcher(rule);
        return ROBOTS_RULES.contains(rule)
                || ROBOTS_WITH_VALUE.matcher(rule).matches()
                || (robot.matches() && ROBOTS_RULES.contains(robot.group(1).strip()));
    }

    /** Checks the options of an image transformation, which are then ignored: the feature is off. */
    static void checkTransformation(Fields fields) {
        fields.integer("height", 0);
        fields.integer("width", 0);
        fields.choice("resize", "cover", "contain", "fill");
        fields.choice("format", "origin", "avif", "webp");
        long quality = fields.integer("quality", MIN_QUALITY, MIN_QUALITY);
        fields.refuseIf(quality > MAX_QUALITY, "quality", "must be <= " + MAX_QUALITY);
    }
}
