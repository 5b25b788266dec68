package dev.plinth.storage.vectors;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.internal.MetadataValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metadata of a vector: strings, numbers, booleans and lists of strings by their names. Queries can filter by it,
 * except for the index's non-filterable keys.
 *
 * <pre>{@code
 * VectorMetadata metadata = VectorMetadata.builder().put("title", "Dune").put("year", 1965).build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Implemented by Plinth only.
 */
public interface VectorMetadata {

    /** {@return metadata without values} */
    static VectorMetadata empty() {
        return MetadataValues.EMPTY;
    }

    /** {@return a builder without values} */
    static Builder builder() {
        return new Builder();
    }

    /** {@return all values by name, unmodifiable: each is a {@code String}, {@code Number}, {@code Boolean} or list} */
    Map<String, Object> values();

    /**
     * Returns a string.
     *
     * @param name the value's name
     * @return the string; empty if the value is absent or of another type
     */
    Optional<String> string(String name);

    /**
     * Returns a number.
     *
     * @param name the value's name
     * @return the number; empty if the value is absent or of another type
     */
    OptionalDouble number(String name);

    /**
     * Returns a boolean.
     *
     * @param name the value's name
     * @return the boolean; empty if the value is absent or of another type
     */
    Optional<Boolean> bool(String name);

    /**
     * Returns a list of strings.
     *
     * @param name the value's name
     * @return the strings in the list, unmodifiable; empty if the value is absent or of another type
     */
    List<String> strings(String name);

    /** Builds metadata. Not thread-safe. */
    final class Builder {

        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets a string.
         *
         * @param name the value's name
         * @param value the string
         * @return this builder
         */
        public Builder put(String name, String value) {
            return set(name, Arguments.required(value, "value"));
        }

        /**
         * Sets an integer.
         *
         * @param name the value's name
         * @param value the number
         * @return this builder
         */
        public Builder put(String name, long value) {
            return set(name, value);
        }

        /**
         * Sets a number.
         *
         * @param name the value's name
         * @param value the number
         * @return this builder
         * @throws IllegalArgumentException if the number is not finite
         */
        public Builder put(String name, double value) {
            return set(name, MetadataValues.checkFinite(value));
        }

        /**
         * Sets a boolean.
         *
         * @param name the value's name
         * @param value the boolean
         * @return this builder
         */
        public Builder put(String name, boolean value) {
            return set(name, value);
        }

        /**
         * Sets a list of strings.
         *
         * @param name the value's name
         * @param values the strings
         * @return this builder
         */
        public Builder put(String name, List<String> values) {
            return set(name, List.copyOf(Arguments.required(values, "values")));
        }

        private Builder set(String name, Object value) {
            values.put(Arguments.required(name, "name"), value);
            return this;
        }

        /** {@return the metadata} */
        public VectorMetadata build() {
            return MetadataValues.of(values);
        }
    }
}
