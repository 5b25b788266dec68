package dev.plinth.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value from a set that servers may extend at any time, with constants for the values that are known. Subclasses have a
 * static method {@code of} for any other value. Two values are equal if they have the same class and text.
 *
 * <p>Immutable and thread-safe.
 */
public abstract class OpenEnum {

    private final String value;

    /**
     * Creates a value.
     *
     * @param value the text that the server uses
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the value as the server writes it.
     *
     * @return the text
     */
    public final String value() {
        return value;
    }

    /**
     * Compares the value with a text.
     *
     * @param text the text; case-sensitive
     * @return true if this is that value
     */
    public final boolean hasValue(String text) {
        return value.equals(text);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OpenEnum that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** Returns the value as the server writes it. */
    @Override
    public final String toString() {
        return value;
    }
}
