package dev.plinth.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.core.internal.text.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the secrets in a JSON tree. */
final class SecretFields {

    private SecretFields() {}

    /** Visits each field whose name indicates a secret. */
    static void visit(JsonNode tree, BiConsumer<ObjectNode, String> visitor) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                if (SecretNames.isSecret(field.getKey()) && !field.getValue().isNull()) {
                    visitor.accept(object, field.getKey());
                } else {
                    visit(field.getValue(), visitor);
                }
            }
        } else {
            tree.forEach(child -> visit(child, visitor));
        }
    }

    /** Collects all strings in a tree. */
    static void texts(JsonNode tree, List<String> texts) {
        if (tree.isTextual()) {
            texts.add(tree.textValue());
        } else {
            tree.forEach(child -> texts(child, texts));
        }
    }

    /** Collects the strings of the first tree that are masked in the second one, which has the same structure. */
    static void differing(JsonNode revealed, JsonNode masked, List<String> texts) {
        if (revealed.isTextual() && !revealed.equals(masked)) {
            texts.add(revealed.textValue());
        } else if (revealed.isObject()) {
            revealed.properties().forEach(f -> differing(f.getValue(), masked.path(f.getKey()), texts));
        } else {
            for (int i = 0; i < revealed.size(); i++) {
                differing(revealed.get(i), masked.path(i), texts);
            }
        }
    }
}
