package dev.plinth.testkit.internal.auth.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The fields of a body that a handler knows; null counts as absent. */
public record Params(Map<String, JsonNode> values) {
    private static final String PARSE = "Could not parse request body as JSON: ";

    /** The fields that a handler knows: their names match in any case, other types are refused. */
    public record Spec(Map<String, String> types) {
        /** Reads names separated by spaces, with the types of those that are no texts: {@code data:map}. */
        public static Spec of(String fields) {
            Map<String, String> types = new LinkedHashMap<>();
            for (String field : fields.split(" ", -1)) {
                String[] parts = field.split(":", 2);
                types.put(parts[0], parts.length < 2 ? "text" : parts[1]);
            }
            return new Spec(types);
        }

        public Params read(Call call) {
            return read(call, PARSE);
        }

        public Params readOrEmpty(Call call) {
            return call.content().length == 0 ? new Params(Map.of()) : read(call);
        }

        /** Reads a body; errors begin with the prefix. */
        public Params read(Call call, String prefix) {
            JsonNode body = Json.parse(call.content()).orElseThrow(() -> badJson(prefix + "it is not valid"));
            if (!body.isNull() && !body.isObject()) {
                throw badJson(prefix + "it is not an object");
            }
            Map<String, JsonNode> values = new LinkedHashMap<>();
            body.properties().forEach(member -> {
                String name = member.getKey().toLowerCase(Locale.ROOT);
                if (types.containsKey(name) && !member.getValue().isNull()) {
                    values.put(name, checked(name, member.getValue(), prefix));
                }
            });
            return new Params(values);
        }

        private JsonNode checked(String name, JsonNode value, String prefix) {
            boolean fits = switch (types.getOrDefault(name, "text")) {
                case "flag" -> value.isBoolean();
                case "map" -> value.isObject();
                case "uuid" -> value.isTextual() && Go.uuid(value.textValue()).isPresent();
                default -> value.isTextual();
            };
            if (!fits) {
                throw badJson(prefix + name + " is not a " + types.get(name));
            }
            try {
                return Go.stored(value);
            } catch (IllegalArgumentException e) {
                throw badJson(prefix + e.getMessage() + " in " + name);
            }
        }
    }

    private static AuthError badJson(String text) {
        return AuthError.of(400, "bad_json", text);
    }

    public String text(String name) {
        JsonNode value = values.get(name);
        return value == null ? "" : value.textValue();
    }

    /** Whether there is a text that is not empty. */
    public boolean filled(String name) {
        return !text(name).isEmpty();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = values.get(name);
        return value == null ? otherwise : value.booleanValue();
    }

    public ObjectNode map(String name) {
        return values.get(name) instanceof ObjectNode object ? object : Json.object();
    }

    public Params with(String name, String value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(values);
        more.put(name, TextNode.valueOf(value));
        return new Params(more);
    }
}
