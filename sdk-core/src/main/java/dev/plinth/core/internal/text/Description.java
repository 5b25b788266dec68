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

/** Builds the text of {@code toString}: {@code Type[value, name=value]}. Absent and empty values are omitted. */
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
        Object present = unwrap(value);
        if (present != null) {
            values.add(shown(present));
        }
        return this;
    }

    /** Adds a value with its name. */
    public Description add(String name, @Nullable Object value) {
        Object present = unwrap(value);
        if (present != null) {
            values.add(name + "=" + shown(present));
        }
        return this;
    }

    /** Adds a word if it applies. */
    public Description addIf(boolean applies, String word) {
        return applies ? add(word) : this;
    }

    private static @Nullable Object unwrap(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? unwrap(optional.get()) : null;
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

    /** Returns a safe text: values come from a server, and must not forge log lines or show keys and tokens. */
    private static String shown(Object value) {
        return UntrustedText.shown(String.valueOf(value), MAX_LENGTH, List.of());
    }

    @Override
    public String toString() {
        return type + values;
    }
}
