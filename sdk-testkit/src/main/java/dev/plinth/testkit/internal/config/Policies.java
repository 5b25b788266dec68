package dev.plinth.testkit.internal.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The row-level rules in force. */
public final class Policies {
    private final CopyOnWriteArrayList<Policy> policies;

    public Policies(List<Policy> policies) {
        this.policies = new CopyOnWriteArrayList<>(policies);
    }

    public void add(Policy policy) {
        policies.add(policy);
    }

    public void replaceAll(List<Policy> all) {
        policies.clear();
        policies.addAll(all);
    }

    public List<Policy> all() {
        return List.copyOf(policies);
    }

    /** Whether a policy allows the operation on the object. */
    public boolean allow(Operation operation, String role, @Nullable String userId, String bucket, String name) {
        return policies.stream()
                .anyMatch(policy -> policy.operations().contains(operation)
                        && fits(policy.bucket(), bucket)
                        && fits(policy.role(), role)
                        && Glob.matches(policy.path(), name, userId));
    }

    private static boolean fits(String wanted, String actual) {
        return wanted.equals("*") || wanted.equals(actual);
    }

    /** The policies' JSON: {@code [{"bucket","role","operations":[…],"path"}]}. */
    public static final class PolicyJson {
        private PolicyJson() {}

        /** Reads policies; throws an {@link IllegalArgumentException} that says what is wrong. */
        public static List<Policy> parse(String text) {
            JsonNode root = Json.parse(text).orElse(MissingNode.getInstance());
            check(!root.isMissingNode(), "the policies are not JSON");
            check(root.isArray(), "the policies are an array of objects");
            List<Policy> policies = new ArrayList<>();
            for (JsonNode node : root) {
                check(node.path("operations").isArray(), "a policy's operations are an array");
                Set<Operation> operations = EnumSet.noneOf(Operation.class);
                node.path("operations").forEach(operation -> operations.add(operation(operation.asText())));
                policies.add(new Policy(text(node, "bucket"), text(node, "role"), operations, text(node, "path")));
            }
            return policies;
        }

        public static ArrayNode json(List<Policy> policies) {
            ArrayNode all = Json.array();
            for (Policy policy : policies) {
                List<String> operations = policy.operations().stream()
                        .sorted()
                        .map(Operation::wireName)
                        .toList();
                all.add(Json.object("bucket", policy.bucket(), "role", policy.role())
                        .<ObjectNode>set("operations", Json.array(operations))
                        .put("path", policy.path()));
            }
            return all;
        }

        private static String text(JsonNode node, String name) {
            check(node.path(name).isTextual(), "a policy needs a '" + name + "'");
            return node.path(name).asText();
        }

        private static Operation operation(String name) {
            return Stream.of(Operation.values())
                    .filter(operation -> operation.wireName().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "unknown operation '" + name + "'; there are: select, insert, update, delete"));
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /** The pattern language of policies and faults: {@code *} within a segment, {@code **} across, <code>{uid}</code> the caller. */
    public static final class Glob {
        private static final String UID = "{uid}";

        private Glob() {}

        public static boolean matches(String pattern, String name, @Nullable String userId) {
            if (!pattern.contains(UID)) {
                return matches(pattern, 0, name, 0);
            }
            return userId != null && matches(pattern.replace(UID, userId), 0, name, 0);
        }

        private static boolean matches(String pattern, int p, String name, int n) {
            if (p == pattern.length()) {
                return n == name.length();
            }
            if (pattern.charAt(p) != '*') {
                return n < name.length() && pattern.charAt(p) == name.charAt(n) && matches(pattern, p + 1, name, n + 1);
            }
            boolean across = pattern.startsWith("**", p);
            int next = p + (across ? 2 : 1);
            for (int i = n; i <= name.length(); i++) {
                if (matches(pattern, next, name, i)) {
                    return true;
                }
                if (i < name.length() && !across && name.charAt(i) == '/') {
                    return false;
                }
            }
            return false;
        }
    }
}
