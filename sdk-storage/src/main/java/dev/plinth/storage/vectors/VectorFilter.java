package dev.plinth.storage.vectors;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.internal.FilterValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A condition on the metadata of vectors, for {@link VectorQueryOptions#filter}. A vector without the named value meets
 * only {@link #exists exists(name, false)}; what {@link #ne} and {@link #noneOf} make of it depends on the server.
 *
 * <pre>{@code
 * VectorFilter recent = VectorFilter.and(VectorFilter.eq("genre", "novel"), VectorFilter.gte("year", 1960));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class VectorFilter {

    private final Map<String, Object> json;

    private VectorFilter(String name, Object value) {
        this.json = Map.of(name, value);
    }

    /**
     * Matches vectors whose value equals a string.
     *
     * @param name the value's name in the metadata
     * @param value the string
     * @return the filter
     */
    public static VectorFilter eq(String name, String value) {
        return field(name, "$eq", Arguments.required(value, "value"));
    }

    /**
     * Matches vectors whose value equals a number.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter eq(String name, double value) {
        return field(name, "$eq", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value equals a boolean.
     *
     * @param name the value's name in the metadata
     * @param value the boolean
     * @return the filter
     */
    public static VectorFilter eq(String name, boolean value) {
        return field(name, "$eq", value);
    }

    /**
     * Matches vectors whose value differs from a string.
     *
     * @param name the value's name in the metadata
     * @param value the string
     * @return the filter
     */
    public static VectorFilter ne(String name, String value) {
        return field(name, "$ne", Arguments.required(value, "value"));
    }

    /**
     * Matches vectors whose value differs from a number.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter ne(String name, double value) {
        return field(name, "$ne", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value differs from a boolean.
     *
     * @param name the value's name in the metadata
     * @param value the boolean
     * @return the filter
     */
    public static VectorFilter ne(String name, boolean value) {
        return field(name, "$ne", value);
    }

    /**
     * Matches vectors whose value is greater than a number.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter gt(String name, double value) {
        return field(name, "$gt", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value is greater than a number or equal to it.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter gte(String name, double value) {
        return field(name, "$gte", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value is less than a number.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter lt(String name, double value) {
        return field(name, "$lt", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value is less than a number or equal to it.
     *
     * @param name the value's name in the metadata
     * @param value the number
     * @return the filter
     * @throws IllegalArgumentException if the number is not finite
     */
    public static VectorFilter lte(String name, double value) {
        return field(name, "$lte", FilterValues.toNumber(value));
    }

    /**
     * Matches vectors whose value equals one of several.
     *
     * @param name the value's name in the metadata
     * @param values strings, numbers or booleans; at least one
     * @return the filter
     * @throws IllegalArgumentException if there is no value, or one of another type
     */
    public static VectorFilter anyOf(String name, Collection<?> values) {
        return field(name, "$in", FilterValues.toList(Arguments.required(values, "values")));
    }

    /**
     * Matches vectors whose value equals none of several.
     *
     * @param name the value's name in the metadata
     * @param values strings, numbers or booleans; at least one
     * @return the filter
     * @throws IllegalArgumentException if there is no value, or one of another type
     */
    public static VectorFilter noneOf(String name, Collection<?> values) {
        return field(name, "$nin", FilterValues.toList(Arguments.required(values, "values")));
    }

    /**
     * Matches vectors by whether they have a value.
     *
     * @param name the value's name in the metadata
     * @param exists true for vectors with the value, false for those without
     * @return the filter
     */
    public static VectorFilter exists(String name, boolean exists) {
        return field(name, "$exists", exists);
    }

    /**
     * Matches vectors that meet all conditions.
     *
     * @param filters the conditions, at least one
     * @return the filter
     * @throws IllegalArgumentException if there is no condition
     */
    public static VectorFilter and(VectorFilter... filters) {
        return new VectorFilter("$and", all(filters));
    }

    /**
     * Matches vectors that meet at least one condition.
     *
     * @param filters the conditions, at least one
     * @return the filter
     * @throws IllegalArgumentException if there is no condition
     */
    public static VectorFilter or(VectorFilter... filters) {
        return new VectorFilter("$or", all(filters));
    }

    private static VectorFilter field(String name, String operator, Object value) {
        return new VectorFilter(FilterValues.checkName(Arguments.required(name, "name")), Map.of(operator, value));
    }

    private static List<Map<String, Object>> all(VectorFilter... filters) {
        Arguments.required(filters, "filters");
        if (filters.length == 0) {
            throw new IllegalArgumentException("filters is empty: a filter needs at least one condition");
        }
        return List.of(filters).stream().map(VectorFilter::asMap).toList();
    }

    /** {@return the filter as the JSON object that is sent} Unmodifiable. */
    public Map<String, Object> asMap() {
        return json;
    }

    @Override
    public String toString() {
        return "VectorFilter" + json;
    }
}
