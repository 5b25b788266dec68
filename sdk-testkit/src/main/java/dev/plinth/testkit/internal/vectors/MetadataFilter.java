package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A condition on metadata. An absent value meets {@code $exists: false} only; a list meets what one of its items does. */
final class MetadataFilter {
    private static final Set<String> LISTS = Set.of("$in", "$nin");
    private static final Set<String> ORDERS = Set.of("$gt", "$gte", "$lt", "$lte");

    private MetadataFilter() {}

    /** Compiles a filter, whose form is checked here. */
    static Predicate<ObjectNode> of(JsonNode filter, VectorIndex index) {
        if (!filter.isObject() || filter.isEmpty()) {
            throw VectorErrors.validation("body/filter must be object");
        }
        Predicate<ObjectNode> all = metadata -> true;
        for (Map.Entry<String, JsonNode> condition : filter.properties()) {
            all = all.and(condition(condition.getKey(), condition.getValue(), index, filter.size()));
        }
        return all;
    }

    private static Predicate<ObjectNode> condition(String name, JsonNode value, VectorIndex index, int siblings) {
        if (name.equals("$and") || name.equals("$or")) {
            return logical(name, value, index, siblings);
        }
        if (name.startsWith("$")) {
            throw VectorErrors.validation("body/filter must match a schema in anyOf");
        }
        if (index.nonFilterable().contains(name)) {
            throw VectorErrors.parameter("Invalid use of non-filterable metadata in filter: " + name);
        }
        if (!value.isObject()) {
            return field(name, "$eq", value);
        }
        Predicate<ObjectNode> all = metadata -> true;
        for (Map.Entry<String, JsonNode> operator : value.properties()) {
            all = all.and(field(name, operator.getKey(), operator.getValue()));
        }
        return all;
    }

    private static Predicate<ObjectNode> logical(String operator, JsonNode filters, VectorIndex index, int siblings) {
        if (!filters.isArray() || filters.isEmpty() || siblings > 1) {
            throw VectorErrors.validation("body/filter must match a schema in anyOf");
        }
        boolean and = operator.equals("$and");
        Predicate<ObjectNode> joined = metadata -> and;
        for (JsonNode filter : filters) {
            Predicate<ObjectNode> next = of(filter, index);
            joined = and ? joined.and(next) : joined.or(next);
        }
        return joined;
    }

    private static Predicate<ObjectNode> field(String name, String operator, JsonNode operand) {
        check(name, operator, operand);
        if (operator.equals("$exists")) {
            return metadata -> metadata.has(name) == operand.booleanValue();
        }
        return metadata -> metadata.has(name) && meets(metadata.path(name), operator, operand);
    }

    private static void check(String name, String operator, JsonNode operand) {
        boolean fits = LISTS.contains(operator)
                ? operand.isArray() && !operand.isEmpty()
                : ORDERS.contains(operator)
                        ? operand.isNumber()
                        : operator.equals("$exists")
                                ? operand.isBoolean()
                                : (operator.equals("$eq") || operator.equals("$ne")) && operand.isValueNode();
        if (!fits) {
            throw VectorErrors.validation("body/filter/" + name + " must match a schema in anyOf");
        }
    }

    private static boolean meets(JsonNode value, String operator, JsonNode operand) {
        return switch (operator) {
            case "$eq" -> any(value, item -> same(item, operand));
            case "$ne" -> !any(value, item -> same(item, operand));
            case "$in" -> any(value, item -> any(operand, wanted -> same(item, wanted)));
            case "$nin" -> !any(value, item -> any(operand, wanted -> same(item, wanted)));
            default ->
                any(value, item -> item.isNumber() && ordered(operator, item.doubleValue(), operand.doubleValue()));
        };
    }

    private static boolean any(JsonNode value, Predicate<JsonNode> condition) {
        if (!value.isArray()) {
            return condition.test(value);
        }
        for (JsonNode item : value) {
            if (condition.test(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
    }

    private static boolean ordered(String operator, double value, double bound) {
        return switch (operator) {
            case "$gt" -> value > bound;
            case "$gte" -> value >= bound;
            case "$lt" -> value < bound;
            default -> value <= bound;
        };
    }
}
