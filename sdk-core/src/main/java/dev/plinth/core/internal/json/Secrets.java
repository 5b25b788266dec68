package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.SecretNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the secrets in a value, and writes them: revealed for sending, masked for display. */
final class Secrets {

    private Secrets() {}

    static SimpleModule revealing() {
        return new SimpleModule("plinth").addSerializer(new SecretWriter(false));
    }

    static SimpleModule masking() {
        return new SimpleModule("plinth-masking").addSerializer(new SecretWriter(true));
    }

    /** Visits each field whose name says that it is secret. */
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

    /** Collects all texts in a tree. */
    static void texts(JsonNode tree, List<String> texts) {
        if (tree.isTextual()) {
            texts.add(tree.textValue());
        } else {
            tree.forEach(child -> texts(child, texts));
        }
    }

    /** Collects the texts of the first tree that the second one, of the same shape, masks. */
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

    private static final class SecretWriter extends StdSerializer<Secret> {

        private static final long serialVersionUID = 1L;
        private final boolean masked;

        SecretWriter(boolean masked) {
            super(Secret.class);
            this.masked = masked;
        }

        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(masked ? "***" : secret.reveal());
        }
    }
}
