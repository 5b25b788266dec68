package dev.plinth.tests.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.StringJoiner;

/** What the tests need of JSON. */
final class Json {

    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static String quoted(String text) {
        return MAPPER.getNodeFactory().textNode(text).toString();
    }

    /** Returns the texts of a JSON document, as they are when decoded; nothing for any other text. */
    static String plain(String json) {
        StringJoiner texts = new StringJoiner(" ");
        try {
            texts(MAPPER.readTree(json), texts);
        } catch (JsonProcessingException e) {
            return "";
        }
        return texts.toString();
    }

    private static void texts(JsonNode tree, StringJoiner texts) {
        if (tree.isTextual()) {
            texts.add(tree.textValue());
        }
        tree.forEach(child -> texts(child, texts));
    }
}
