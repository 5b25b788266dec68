package dev.plinth.testkit.internal.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One setting by its server's own name. Services declare theirs as constants and hand them to
 * {@link Settings}; the documentation's table is made of them.
 */
public record Setting<T>(String name, String defaultValue, String about, Function<String, T> parser) {

    public static Setting<String> text(String name, String defaultValue, String about) {
        return new Setting<>(name, defaultValue, about, value -> value);
    }

    public static Setting<Boolean> flag(String name, boolean defaultValue, String about) {
        return new Setting<>(name, Boolean.toString(defaultValue), about, Setting::parseFlag);
    }

    /** A whole number that is not negative. */
    public static Setting<Long> number(String name, long defaultValue, String about) {
        return new Setting<>(name, Long.toString(defaultValue), about, Setting::parseNumber);
    }

    /** Values separated by commas; empty text is no value. */
    public static Setting<List<String>> list(String name, String defaultValue, String about) {
        return new Setting<>(
                name, defaultValue, about, value -> value.isBlank() ? List.of() : List.of(value.split("\\s*,\\s*")));
    }

    T parse(String value) {
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "setting " + name + " does not take '" + value + "': " + e.getMessage(), e);
        }
    }

    private static boolean parseFlag(String value) {
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "true", "1", "t" -> true;
            case "false", "0", "f", "" -> false;
            default -> throw new IllegalArgumentException("it is true or false");
        };
    }

    private static long parseNumber(String value) {
        try {
            long number = Long.parseLong(value.trim());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, as a negative number is
        }
        throw new IllegalArgumentException("it is a whole number, 0 or more");
    }
}
