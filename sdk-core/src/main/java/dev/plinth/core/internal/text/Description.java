package dev.plinth.core.internal.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Builds the text that a value prints: {@code Type[value, name=value]}. What is absent or empty is left out. */
public final class Description {

    /** The maximum length of one value; longer values are truncated. */
    private static final int MAX_LENGTH = 200;

    private final String type;
    private final StringJoiner values = new StringJoiner(", ", "[", "]");

    private Description(String type) {
        this.type = type;
    }

    /**
     * Starts a description.
     *
     * @param type the name of the public type
     */
    public static Description of(String type) {
        return new Description(type);
    }

    /** Adds a value without its name. */
    public Description add(@Nullable Object value) {
        Object present = unwrapped(value);
        if (present != null) {
            values.add(shown(present));
        }
        return this;
    }

    /** Adds a value with its name. */
    public Description add(String name, @Nullable Object value) {
        Object present = unwrapped(value);
        if (present != null) {
            values.add(name + "=" + shown(present));
        }
        return this;
    }

    /** Adds a word if it applies. */
    public Description addIf(boolean applies, String word) {
        return applies ? add(word) : this;
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? unwrapped(optional.get()) : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return isEmpty(value) ? null : value;
    }

    private static boolean isEmpty(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.isEmpty();
        }
        if (value instanceof Map<?, ?> entries) {
            return entries.isEmpty();
        }
        return value instanceof String text && text.isEmpty();
    }

    /** Values come from a server: they must not forge a line of a log, nor show what looks like a key or token. */
    private static String shown(Object value) {
        return UntrustedText.shown(String.valueOf(value), MAX_LENGTH, List.of());
    }

    @Override
    public String toString() {
        return type + values;
    }
}
