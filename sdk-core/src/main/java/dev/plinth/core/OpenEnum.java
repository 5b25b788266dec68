package dev.plinth.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One word of a set that the server may widen at any time. Immutable and thread-safe. */
public abstract class OpenEnum {

    private final Class<?> set;
    private final String value;

    /**
     * Creates a value.
     *
     * @param set the class of the set, by which values of different sets are told apart
     * @param value the word as the server writes it
     */
    protected OpenEnum(Class<?> set, String value) {
        this.set = set;
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the word as the server writes it.
     *
     * @return the word
     */
    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof OpenEnum that && set == that.set && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}
