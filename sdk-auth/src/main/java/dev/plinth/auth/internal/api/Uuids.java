package dev.plinth.auth.internal.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** Checks ids before they become part of a path: an invalid one could reach another route, such as that of a list. */
public final class Uuids {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** Returns the UUID in lower case, the only form that a Studio accepts. */
    public static String checked(String type, String id) {
        if (!UUID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the " + type + " id is not a UUID: \"" + id.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** Compares two UUIDs, ignoring case. */
    public static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
