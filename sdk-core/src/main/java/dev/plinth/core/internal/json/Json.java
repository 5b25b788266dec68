package dev.plinth.core.internal.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one place that reads and writes JSON. Server data are records in snake case: absent values become
 * {@code Optional.empty()} or empty collections, and what the record does not know goes into its component
 * {@code unknownFields}, if it has one.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder(factory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .annotationIntrospector(new RecordIntrospector())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .withConfigOverride(List.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, o -> o.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .addModule(JdkTypes.revealing())
            .build();

    /** Writes as {@link #MAPPER} does, but hides secrets: for showing, not for sending. */
    private static final ObjectMapper MASKING =
            JsonMapper.builder(factory()).addModule(JdkTypes.masking()).build();

    private Json() {}

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(200).build())
                .build();
    }

    /** Returns what reads one value of a type. */
    public static <T> JsonReader<T> reader(Class<T> type) {
        return new JsonReader<>(MAPPER.readerFor(type));
    }

    /** Returns what reads a list of values of a type. */
    public static <T> JsonReader<List<T>> listReader(Class<T> type) {
        ObjectReader reader = MAPPER.readerFor(MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        return new JsonReader<>(reader);
    }

    /** Returns what reads an object without a type of its own. */
    public static JsonReader<Map<String, Object>> mapReader() {
        return new JsonReader<>(MAPPER.readerForMapOf(Object.class));
    }

    /** Returns what reads a list of objects without a type of their own. */
    public static JsonReader<List<Map<String, Object>>> objectsReader() {
        return new JsonReader<>(MAPPER.readerFor(new TypeReference<List<Map<String, Object>>>() {}));
    }

    /** Reads a tree. */
    public static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /**
     * Writes a value of maps, lists, texts, numbers, booleans, times, enums, records, secrets.
     *
     * @throws IllegalArgumentException if something in it has no form in JSON
     */
    public static byte[] write(Object value) {
        JsonValues.check(value);
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the value has no form in JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes a value for people to see: without its secrets, which show by their type or by their name. */
    public static String show(Object value) {
        JsonNode tree = MASKING.valueToTree(value);
        SecretFields.visit(tree, (owner, name) -> owner.put(name, "***"));
        return tree.toString();
    }

    /** Returns the secrets in a value. */
    public static List<String> secrets(Object value) {
        List<String> secrets = new ArrayList<>();
        JsonNode revealed = MAPPER.valueToTree(value);
        JsonNode masked = MASKING.valueToTree(value);
        SecretFields.differing(revealed, masked, secrets);
        SecretFields.visit(revealed, (owner, name) -> SecretFields.texts(owner.get(name), secrets));
        return secrets;
    }
}
