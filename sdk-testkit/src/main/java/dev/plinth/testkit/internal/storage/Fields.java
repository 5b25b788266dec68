package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body or a query, validated and coerced as the server's schema validator (ajv) does it, and
 * refused in its words.
 */
final class Fields {
    private final String where;
    private final JsonNode node;

    private Fields(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    /** The fields of a body, which must be an object. */
    static Fields ofBody(JsonNode body) {
        return of("body", body);
    }

    /** The fields of the query; all of them are text. */
    static Fields ofQuery(Exchange exchange) {
        ObjectNode query = Json.object();
        exchange.queries().forEach((name, values) -> query.put(name, values.get(0)));
        return new Fields("querystring", query);
    }

    private static Fields of(String where, JsonNode node) {
        if (!node.isObject()) {
            throw StorageError.VALIDATION.with(where + " must be object");
        }
        return new Fields(where, node);
    }

    boolean has(String name) {
        return node.has(name);
    }

    JsonNode raw(String name) {
        return node.path(name);
    }

    /** Demands fields, in this order. */
    Fields require(String... names) {
        for (String name : names) {
            if (!node.has(name)) {
                throw StorageError.VALIDATION.with(where + " must have required property '" + name + "'");
            }
        }
        return this;
    }

    /** An object within; empty when absent. */
    Optional<Fields> object(String name) {
        return node.has(name) ? Optional.of(of(where + "/" + name, node.path(name))) : Optional.empty();
    }

    /** A text; numbers and booleans become text, null becomes empty. */
    @Nullable
    String text(String name) {
        return node.has(name) ? coerceText(name, node.path(name)) : null;
    }

    String text(String name, String absent) {
        String text = text(name);
        return text == null ? absent : text;
    }

    boolean flag(String name, boolean absent) {
        if (!node.has(name)) {
            return absent;
        }
        JsonNode value = node.path(name);
        return switch (value.asText()) {
            case "true", "1" -> true;
            case "false", "0", "null" -> false;
            default -> throw invalid(name, "must be boolean");
        };
    }

    /** A whole number no less than a bound; null when absent. */
    @Nullable
    Long integer(String name, long least) {
        if (!node.has(name)) {
            return null;
        }
        long value = Numbers.integer(node.path(name)).orElseThrow(() -> invalid(name, "must be integer"));
        if (value < least) {
            throw invalid(name, "must be >= " + least);
        }
        return value;
    }

    long integer(String name, long least, long absent) {
        Long value = integer(name, least);
        return value == null ? absent : value;
    }

    /** One of a few texts; null when absent. */
    @Nullable
    String choice(String name, String... allowed) {
        String value = text(name);
        if (value != null && !List.of(allowed).contains(value)) {
            throw invalid(name, "must be equal to one of the allowed values");
        }
        return value;
    }

    /** A list of texts with a number of items within bounds. */
    List<String> texts(String name, int least, int most) {
        JsonNode array = listed(node.path(name));
        if (!array.isArray()) {
            throw invalid(name, "must be array");
        }
        if (array.size() < least) {
            throw invalid(name, "must NOT have fewer than " + least + " items");
        }
        if (array.size() > most) {
            throw invalid(name, "must NOT have more than " + most + " items");
        }
        java.util.ArrayList<String> texts = new java.util.ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            texts.add(coerceText(name + "/" + i, array.get(i)));
        }
        return texts;
    }

    /** The validator takes one value for a list of one. */
    static JsonNode listed(JsonNode value) {
        boolean single = value.isValueNode() && !value.isMissingNode();
        return single ? Json.array().add(value) : value;
    }

    StorageException invalid(String name, String what) {
        return StorageError.VALIDATION.with(where + "/" + name + " " + what);
    }

    private String coerceText(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isArray() && value.size() == 1) {
            return coerceText(name, value.get(0));
        }
        if (!value.isValueNode()) {
            throw invalid(name, "must be string");
        }
        return value.asText();
    }
}
