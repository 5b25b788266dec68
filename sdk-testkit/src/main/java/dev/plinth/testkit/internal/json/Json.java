package dev.plinth.testkit.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON trees, written compactly, with keys in the order in which they were put. Trees are read and written here by
 * hand: a mapper would load some three hundred classes, which is a third of the time that the platform takes to start.
 */
public final class Json {
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The tree of a text; empty when it is not JSON. */
    public static Optional<JsonNode> parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return TreeReader.read(parser);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The tree of UTF-8 bytes; empty when they are not JSON. */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return TreeReader.read(parser);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The text of a tree; half of a surrogate pair, which a user may well send, prints as it is. */
    public static String text(JsonNode node) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            TreeWriter.write(node, generator);
        } catch (IOException e) {
            throw new IllegalStateException("a tree always prints", e);
        }
        return out.toString();
    }

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }
}
