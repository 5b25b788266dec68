package dev.plinth.core.internal.text;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks arguments. The messages name the argument and where to find the right value. */
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
     * @throws IllegalArgumentException if it is blank
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
     * @param setting sets the options
     * @param name the parameter's name
     * @throws NullPointerException if {@code setting} is null
     */
    public static <T> T configured(T options, @Nullable Consumer<? super T> setting, String name) {
        required(setting, name).accept(options);
        return options;
    }

    /**
     * Returns a URL without leading and trailing white space.
     *
     * @param name the parameter's name
     * @param source where the value can be found
     */
    public static String url(@Nullable String value, String name, String source) {
        return text(value, name, name, source);
    }

    /**
     * Returns a key or token without leading and trailing white space. Messages never contain its value.
     *
     * @param name the parameter's name
     * @param description what the value is
     * @param source where the value can be found
     */
    public static String secret(@Nullable String value, String name, String description, String source) {
        String bare = text(value, name, description, source);
        char first = bare.charAt(0);
        if (first == '"' || first == '\'' || first == '`') {
            throw new IllegalArgumentException(name + " is quoted: pass " + description + " without the quotes");
        }
        if (bare.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException(
                    name + " contains a space or another character that no key or token contains:" + " pass only "
                            + description + ", from " + source);
        }
        if (ASSIGNMENT.matcher(bare).matches() && !bare.endsWith("=")) {
            throw new IllegalArgumentException(
                    name + " has the form NAME=value: pass only " + description + ", from " + source);
        }
        return bare;
    }

    private static String text(@Nullable String value, String name, String description, String source) {
        if (value == null) {
            throw new NullPointerException(name + " is null: " + description
                    + " is missing (is the environment variable set?); find it in " + source);
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " is blank: " + description + " is missing; find it in " + source);
        }
        return value.strip();
    }
}
