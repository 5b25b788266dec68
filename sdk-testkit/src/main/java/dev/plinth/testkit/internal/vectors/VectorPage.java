package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A page of a list in the order of names. Its token stands for the last name of the page before. */
record VectorPage(int size, @Nullable String token, Predicate<String> filter) {

    <T> ObjectNode of(String field, NavigableMap<String, T> all, BiFunction<String, T, ObjectNode> row) {
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray(field);
        NavigableMap<String, T> rest = token == null ? all : all.tailMap(decoded(token), false);
        String last = "";
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (!filter.test(entry.getKey())) {
                continue;
            }
            if (rows.size() == size) {
                return page.put("nextToken", encoded(last));
            }
            last = entry.getKey();
            rows.add(row.apply(last, entry.getValue()));
        }
        return page;
    }

    private static String encoded(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw VectorErrors.parameter("Invalid Parameter nextToken");
        }
    }
}
