package dev.plinth.core.internal.text;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what programs give us: one way to say which argument is wrong, and where to find the right value. */
public final class Arguments {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.{8,}");

    private Arguments() {}

    /**
     * Returns the argument.
     *
     * @param name the parameter's name
     * @throws NullPointerException if it is null
     */
    public static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new NullPointerException(name + " is null");
        }
        return value;
    }

    /**
     * Returns the argument.
     *
     * @param name the parameter's name
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if there is nothing but space in it
     */
    public static String present(@Nullable String value, String name) {
        String given = required(value, name);
        if (given.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        return given;
    }

    /**
     * Returns the options after a program has set them.
     *
     * @param setting what sets them
     * @param name the parameter's name
     * @throws NullPointerException if there is nothing that sets them
     */
    public static <T> T configured(T options, @Nullable Consumer<? super T> setting, String name) {
        required(setting, name).accept(options);
        return options;
    }

    /**
     * Returns a URL as it was given, without space around it.
     *
     * @param name the parameter's name
     * @param source where the value is to be found
     */
    public static String url(@Nullable String value, String name, String source) {
        return text(value, name, name, source);
    }

    /**
     * Returns a key or token without space around it. Its value never stands in a message.
     *
     * @param name the parameter's name
     * @param what what it is
     * @param source where the value is to be found
     */
    public static String secret(@Nullable String value, String name, String what, String source) {
        String bare = text(value, name, what, source);
        char first = bare.charAt(0);
        if (first == '"' || first == '\'' || first == '`') {
            throw new IllegalArgumentException(name + " is quoted: give " + what + " without the quotes");
        }
        if (bare.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException(name + " holds a space or another character that no key or token has:"
                    + " give " + what + " alone, from " + source);
        }
        if (ASSIGNMENT.matcher(bare).matches() && !bare.endsWith("=")) {
            throw new IllegalArgumentException(
                    name + " has the form NAME=value: give " + what + " alone, from " + source);
        }
        return bare;
    }

    private static String text(@Nullable String value, String name, String what, String source) {
        if (value == null) {
            throw new NullPointerException(name + " is null: " + what
                    + " is missing (is the environment variable set?); find it in " + source);
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank: " + what + " is missing; find it in " + source);
        }
        return value.strip();
    }
}
