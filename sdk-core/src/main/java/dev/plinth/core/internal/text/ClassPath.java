package dev.plinth.core.internal.text;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Checks once whether the libraries on the class path are recent enough. An older library that comes first on the class
 * path would otherwise cause a {@code NoSuchMethodError} in the first call.
 */
public final class ClassPath {

    private static volatile boolean checked;

    private ClassPath() {}

    /**
     * Checks the libraries.
     *
     * @throws IllegalStateException if one of them is too old; the message names it, its version and the minimum
     *     version
     */
    public static void check() {
        if (!checked) {
            check(
                    "Jackson (com.fasterxml.jackson.core:jackson-core and jackson-databind)",
                    "2.16",
                    version("com.fasterxml.jackson.databind.cfg.PackageVersion"),
                    () -> has("com.fasterxml.jackson.core.StreamReadConstraints$Builder", "maxNameLength")
                            && has("com.fasterxml.jackson.databind.JsonNode", "properties"));
            check(
                    "OkHttp (com.squareup.okhttp3:okhttp-jvm)",
                    "5.4",
                    version("okhttp3.OkHttp"),
                    () -> has("okhttp3.Call", "addEventListener"));
            checked = true;
        }
    }

    private static void check(String library, String minimum, String found, BooleanSupplier newEnough) {
        if (!newEnough.getAsBoolean()) {
            throw new IllegalStateException(
                    library + " " + found + " is on the class path, but Plinth requires " + minimum
                            + " or newer: another dependency uses the older version; set the version, or list Plinth first");
        }
    }

    private static boolean has(String type, String method) {
        try {
            Class<?> found = Class.forName(type, false, ClassPath.class.getClassLoader());
            return Arrays.stream(found.getMethods()).anyMatch(m -> m.getName().equals(method));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String version(String type) {
        try {
            return String.valueOf(Class.forName(type).getField("VERSION").get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return "(of unknown version)";
        }
    }
}
