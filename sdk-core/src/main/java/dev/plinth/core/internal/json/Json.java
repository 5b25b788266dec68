package dev.plinth.core.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON. Server data is mapped to records in snake case; {@link RecordReader} defines which components
 * may be absent.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder(factory(Values.DEEPEST))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(Secrets.revealing())
            .build();

    /** Writes as {@link #MAPPER} does, with secrets masked: for display only. */
    private static final ObjectMapper MASKING = JsonMapper.builder(factory(Values.DEEPEST))
            .addModule(Secrets.masking())
            .build();

    /**
     * Reads responses. Its limits are higher than what users can put into their own records, because exceeding a limit
     * makes the whole response unreadable; {@link Values} limits each value instead.
     */
    private static final JsonFactory RESPONSES = factory(100_000);

    private static final int LONGEST_NAME = 16 << 20;
    private static final int LONGEST_NUMBER = 100_000;

    private Json() {}

    private static JsonFactory factory(int maxDepth) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
    }

    /** Returns a reader of one record. */
    public static <T> JsonReader<T> reader(Class<T> type) {
        return new JsonReader<>(RESPONSES, RecordReader.of(type));
    }

    /** Returns a reader of a list of records, none of which may be malformed. */
    public static <T> JsonReader<List<T>> listReader(Class<T> type) {
        return new JsonReader<>(RESPONSES, Values.list(RecordReader.of(type), true));
    }

    /** Returns a reader of an untyped object. */
    public static JsonReader<Map<String, Object>> mapReader() {
        return new JsonReader<>(RESPONSES, Values::map);
    }

    /** Reads a tree. */
    public static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /**
     * Writes maps, lists, strings, numbers, booleans, times, enums, records and secrets.
     *
     * @throws IllegalArgumentException if a value has no JSON form
     */
    public static byte[] write(Object value) {
        JsonValues.check(value);
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the value has no form in JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a value for display, with its secrets masked. Secrets are recognized by type or by name. */
    public static String show(Object value) {
        JsonNode tree = MASKING.valueToTree(value);
        Secrets.visit(tree, (owner, name) -> owner.put(name, "***"));
        return tree.toString();
    }

    /** Writes JSON for display, with the fields masked whose names indicate secrets. Other text is not changed. */
    public static String showText(String text) {
        JsonNode tree = treeIn(text);
        if (tree == null) {
            return text;
        }
        Secrets.visit(tree, (owner, name) -> owner.put(name, "***"));
        return tree.toString();
    }

    /** Returns the secrets in JSON; none of any other text. */
    public static List<String> secretsIn(String text) {
        List<String> secrets = new ArrayList<>();
        JsonNode tree = treeIn(text);
        if (tree != null) {
            Secrets.visit(tree, (owner, name) -> Secrets.texts(owner.get(name), secrets));
        }
        return secrets;
    }

    private static @Nullable JsonNode treeIn(String text) {
        try {
            return text.startsWith("{") ? MAPPER.readTree(text) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns a text escaped for JSON, without the quotes. */
    public static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** Returns the secrets in a value. */
    public static List<String> secrets(Object value) {
        List<String> secrets = new ArrayList<>();
        JsonNode revealed = MAPPER.valueToTree(value);
        JsonNode masked = MASKING.valueToTree(value);
        Secrets.differing(revealed, masked, secrets);
        Secrets.visit(revealed, (owner, name) -> Secrets.texts(owner.get(name), secrets));
        return secrets;
    }
}
