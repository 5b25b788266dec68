package dev.plinth.storage.vectors.internal;

import java.util.Collection;
import java.util.List;

/** Checks and converts the values in a filter. */
public final class FilterValues {

    private static final double MAX_EXACT_INTEGER = 1L << 53;

    private FilterValues() {}

    /** Checks the name of a value: a name that starts with a dollar sign would be an operator. */
    public static String checkName(String name) {
        if (name.isEmpty() || name.startsWith("$")) {
            throw new IllegalArgumentException(
                    "name must not be empty or start with $, which filters use for operators: \"" + name + "\"");
        }
        return name;
    }

    /** Returns a number, as a {@code Long} if it is an integer. */
    public static Object toNumber(double value) {
        double finite = MetadataValues.checkFinite(value);
        return finite == Math.rint(finite) && Math.abs(finite) <= MAX_EXACT_INTEGER
                ? (Object) (long) finite
                : (Object) finite;
    }

    /** Checks a list of values. */
    public static List<Object> toList(Collection<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values is empty: a filter needs at least one value");
        }
        return values.stream().map(FilterValues::value).toList();
    }

    private static Object value(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return toNumber(number.doubleValue());
        }
        throw new IllegalArgumentException("values must be strings, numbers or booleans: "
                + (value == null ? "null" : value.getClass().getName()));
    }
}
