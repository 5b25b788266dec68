package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorMetadata;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The metadata of a vector. */
public record MetadataValues(Map<String, Object> values) implements VectorMetadata {

    /** No metadata. */
    public static final VectorMetadata EMPTY = new MetadataValues(Map.of());

    public static VectorMetadata of(Map<String, Object> values) {
        return values.isEmpty() ? EMPTY : new MetadataValues(Collections.unmodifiableMap(new FieldMap(values)));
    }

    /**
     * Returns a number that JSON can express.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static double checkFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is not a finite number: " + value);
        }
        return value;
    }

    @Override
    public Optional<String> string(String name) {
        return value(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public OptionalDouble number(String name) {
        return value(name) instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    @Override
    public Optional<Boolean> bool(String name) {
        return value(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    @Override
    public List<String> strings(String name) {
        return value(name) instanceof List<?> items
                ? items.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private @Nullable Object value(String name) {
        return values.get(Arguments.required(name, "name"));
    }

    @Override
    public String toString() {
        return "VectorMetadata" + values;
    }
}
