package dev.plinth.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value from a set that servers may extend at any time, with constants for the known values. Each subclass has a
 * static method {@code of} for any other value. Two values are equal if they have the same class and the same text.
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

    /** {@return the value as the server sends it} */
    public final String value() {
        return value;
    }

    /**
     * Returns whether this value has the given text.
     *
     * @param text the text; case-sensitive
     * @return true if the texts are equal
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

    /** Returns the value as the server sends it. */
    @Override
    public final String toString() {
        return value;
    }
}
