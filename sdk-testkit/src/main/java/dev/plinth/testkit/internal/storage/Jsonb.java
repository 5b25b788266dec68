package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** JSON as the database keeps it in columns of type jsonb: shorter keys first. */
final class Jsonb {
    private static final Comparator<String> KEYS = Comparator.comparing(
            key -> key.getBytes(StandardCharsets.UTF_8),
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned));

    private Jsonb() {}

    static JsonNode of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.sort(KEYS);
            ObjectNode sorted = Json.object();
            names.forEach(name -> sorted.set(name, of(object.get(name))));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode same = Json.array();
            array.forEach(element -> same.add(of(element)));
            return same;
        }
        return node;
    }
}
