package dev.plinth.testkit.internal.platform;

import java.util.regex.Pattern;

/** Which project refs are valid: they are part of URLs and the names of directories. */
final class Refs {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private Refs() {}

    static void check(String ref) {
        if (!VALID.matcher(ref).matches()) {
            throw new IllegalArgumentException("the project ref '" + ref + "' is not valid: it has 1 to 63 letters,"
                    + " digits, '-' and '_', and begins with a letter or digit");
        }
        if (ref.equals(PlatformRuntime.PLATFORM)) {
            throw new IllegalArgumentException(
                    "the project ref '" + ref + "' is reserved for the platform itself; choose another one");
        }
    }
}
