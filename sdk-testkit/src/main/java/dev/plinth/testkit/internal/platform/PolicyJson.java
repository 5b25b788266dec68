package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The policies' JSON: {@code [{"bucket","role","operations":[…],"path"}]}. */
public final class PolicyJson {
    private PolicyJson() {}

    /** Reads policies; an {@link IllegalArgumentException} says what is wrong. */
    public static List<Policy> parse(String text) {
        JsonNode root = Json.parse(text).orElseThrow(() -> new IllegalArgumentException("the policies are not JSON"));
        if (!root.isArray()) {
            throw new IllegalArgumentException("the policies are an array of objects");
        }
        List<Policy> policies = new ArrayList<>();
        root.forEach(node -> policies.add(policy(node)));
        return policies;
    }

    public static ArrayNode json(List<Policy> policies) {
        ArrayNode all = Json.array();
        for (Policy policy : policies) {
            ObjectNode node = all.addObject().put("bucket", policy.bucket()).put("role", policy.role());
            ArrayNode operations = node.putArray("operations");
            policy.operations().stream().sorted().forEach(operation -> operations.add(operation.wireName()));
            node.put("path", policy.path());
        }
        return all;
    }

    private static Policy policy(JsonNode node) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        if (!node.path("operations").isArray()) {
            throw new IllegalArgumentException("a policy's operations are an array");
        }
        node.path("operations").forEach(operation -> operations.add(operation(operation.asText())));
        return new Policy(text(node, "bucket"), text(node, "role"), operations, text(node, "path"));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("a policy needs a '" + name + "'");
        }
        return node.path(name).asText();
    }

    private static Operation operation(String name) {
        try {
            return Operation.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown operation '" + name + "'; there are: select, insert, update, delete", e);
        }
    }
}
