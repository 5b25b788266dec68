package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a body said, by the fields of its struct; null is as good as absent. */
record Params(Map<String, JsonNode> values) {

    String text(String name) {
        JsonNode value = values.get(name);
        return value == null ? "" : value.textValue();
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(JsonNode::textValue);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = values.get(name);
        return value == null ? otherwise : value.booleanValue();
    }

    ObjectNode map(String name) {
        return values.get(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    Params with(String name, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Params(more);
    }
}
