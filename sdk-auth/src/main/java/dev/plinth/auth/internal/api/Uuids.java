package dev.plinth.auth.internal.api;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ids in paths: an empty or wrong one could reach another route, such as that of the whole list. */
public final class Uuids {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** Returns the id as it is, but in lower case: a Studio takes no other. */
    public static String checked(String of, String id) {
        if (!UUID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the " + of + "'s id is no UUID: \"" + id.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** Tells whether two texts are the same UUID. */
    public static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
