package dev.plinth.testkit.internal.auth.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.json.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The fields of a JSON body that a handler knows; null counts as absent. */
public record Params(Map<String, JsonNode> values) {
    /**
     * Reads the body of a call. Names match in any case; values of other types than expected are refused.
     *
     * @param fields the names, separated by spaces, with the types of those that are no texts: {@code data:map}
     */
    public static Params read(Call call, String fields) {
        return read(call, fields, "Could not parse request body as JSON: ");
    }

    /** Reads the body of a call; errors begin with the prefix. */
    public static Params read(Call call, String fields, String prefix) {
        Map<String, String> types = new HashMap<>();
        for (String field : fields.split(" ", -1)) {
            String[] parts = field.split(":", 2);
            types.put(parts[0], parts.length < 2 ? "text" : parts[1]);
        }
        JsonNode body = Json.parse(call.content()).orElseThrow(() -> badJson(prefix + "it is not valid"));
        badJson(prefix + "it is not an object").throwIf(!body.isNull() && !body.isObject());
        Map<String, JsonNode> values = new HashMap<>();
        body.properties().forEach(member -> {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            if (types.containsKey(name) && !member.getValue().isNull()) {
                values.put(name, checked(types.get(name), member.getValue(), prefix + name));
            }
        });
        return new Params(values);
    }

    private static JsonNode checked(String type, JsonNode value, String prefix) {
        boolean fits = switch (type) {
            case "flag" -> value.isBoolean();
            case "map" -> value.isObject();
            case "uuid" -> value.isTextual() && Go.uuid(value.textValue()).isPresent();
            default -> value.isTextual();
        };
        badJson(prefix + " is not a " + type).throwIf(!fits);
        try {
            return Go.stored(value);
        } catch (IllegalArgumentException e) {
            throw badJson(prefix + ": " + e.getMessage());
        }
    }

    private static AuthError badJson(String text) {
        return AuthError.of(400, "bad_json", text);
    }

    public String text(String name) {
        return values.get(name) instanceof TextNode text ? text.textValue() : "";
    }

    /** Whether there is a text that is not empty. */
    public boolean filled(String name) {
        return !text(name).isEmpty();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean flag(String name, boolean otherwise) {
        return values.get(name) instanceof BooleanNode flag ? flag.booleanValue() : otherwise;
    }

    public ObjectNode map(String name) {
        return values.get(name) instanceof ObjectNode object ? object : Json.object();
    }

    public Params with(String name, String value) {
        Map<String, JsonNode> more = new HashMap<>(values);
        more.put(name, TextNode.valueOf(value));
        return new Params(more);
    }
}
