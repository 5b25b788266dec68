package dev.plinth.auth;

import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SAML attribute from which a field of the user is read: {@code SamlAttribute.named("mail").withDefault("none")}.
 * Immutable and thread-safe.
 */
public final class SamlAttribute {

    private final List<String> names;
    private final @Nullable Object defaultValue;
    private final boolean array;

    private SamlAttribute(List<String> names, @Nullable Object defaultValue, boolean array) {
        this.names = names;
        this.defaultValue = defaultValue;
        this.array = array;
    }

    /**
     * Returns an attribute with this name. Of several names, the first that the identity provider sends is read.
     *
     * @param names the attribute's names; none for a field that always has its default value
     * @return the attribute
     */
    public static SamlAttribute named(String... names) {
        Arguments.required(names, "names");
        return new SamlAttribute(List.of(names), null, false);
    }

    /**
     * Returns the same attribute with a default value, which the field has if the identity provider sends none.
     *
     * @param value a string, number or boolean, or a list or map of them
     * @return the attribute
     */
    public SamlAttribute withDefault(Object value) {
        return new SamlAttribute(names, Objects.requireNonNull(value, "value"), array);
    }

    /**
     * Returns the same attribute with all of its values: the field is a list. By default it is the first value.
     *
     * @return the attribute
     */
    public SamlAttribute asArray() {
        return new SamlAttribute(names, defaultValue, true);
    }

    /**
     * Returns the attribute's names.
     *
     * @return the names in the order in which they are tried, unmodifiable
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the default value.
     *
     * @return JSON as JDK types; empty if there is none
     */
    public Optional<Object> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /**
     * Returns whether the field is a list of all values.
     *
     * @return false if it is the first value
     */
    public boolean isArray() {
        return array;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SamlAttribute that
                && names.equals(that.names)
                && Objects.equals(defaultValue, that.defaultValue)
                && array == that.array;
    }

    @Override
    public int hashCode() {
        return Objects.hash(names, defaultValue, array);
    }

    @Override
    public String toString() {
        return "SamlAttribute" + names;
    }
}
