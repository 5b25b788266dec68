package dev.plinth.testkit.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Exchange.BodyTooLargeException;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON body of a request, whose values are taken in their own types only. */
final class VectorBody {
    private static final int LIMIT = 1 << 20;
    private static final int PUT_LIMIT = 20 << 20;
    private static final int LONGEST_KEY = 1024;
    private static final String INDEX_NAME = "^[a-z0-9](?:[a-z0-9.-]{1,61})?[a-z0-9]$";
    private static final Pattern INDEX = Pattern.compile(INDEX_NAME);

    private final JsonNode node;

    private VectorBody(JsonNode node) {
        this.node = node;
    }

    static VectorBody read(Exchange exchange, boolean put) throws IOException {
        try {
            JsonNode node = Json.parse(exchange.bodyBytes(put ? PUT_LIMIT : LIMIT))
                    .orElseThrow(() -> new StorageException(
                            400,
                            "FastifyError",
                            "InvalidRequest",
                            "Body is not valid JSON but content-type is set to 'application/json'"));
            if (!node.isObject()) {
                throw VectorErrors.validation("body must be object");
            }
            return new VectorBody(node);
        } catch (BodyTooLargeException e) {
            throw new StorageException(413, 413, "FastifyError", "EntityTooLarge", "Request body is too large");
        }
    }

    String text(String name) {
        return String.valueOf(checked(name, "string", true).textValue());
    }

    @Nullable
    String optionalText(String name) {
        return node.has(name) ? text(name) : null;
    }

    boolean flag(String name) {
        return node.has(name)
                && checked(name, "boolean", node.path(name).isBoolean()).booleanValue();
    }

    int integer(String name, int least, int most, int absent) {
        return node.has(name) ? integer(name, least, most) : absent;
    }

    int integer(String name, int least, int most) {
        JsonNode value = checked(name, "integer", node.path(name).isIntegralNumber());
        if (value.longValue() < least) {
            throw VectorErrors.validation("body/" + name + " must be >= " + least);
        }
        if (value.longValue() > most) {
            throw VectorErrors.validation("body/" + name + " must be <= " + most);
        }
        return value.intValue();
    }

    boolean has(String name) {
        return node.has(name);
    }

    String choice(String name, String... allowed) {
        String value = text(name);
        if (!List.of(allowed).contains(value)) {
            throw VectorErrors.validation("body/" + name + " must be equal to one of the allowed values");
        }
        return value;
    }

    String indexName() {
        String name = text("indexName");
        if (name.length() < 3) {
            throw VectorErrors.validation("body/indexName must NOT have fewer than 3 characters");
        }
        if (name.length() > 45) {
            throw VectorErrors.validation("body/indexName must NOT have more than 45 characters");
        }
        if (!INDEX.matcher(name).matches()) {
            throw VectorErrors.validation("body/indexName must match pattern \"" + INDEX_NAME + "\"");
        }
        return name;
    }

    List<String> keys(int most) {
        JsonNode keys = array("keys", node.path("keys"), most);
        List<String> all = new ArrayList<>(keys.size());
        keys.forEach(key -> all.add(key(key, "keys")));
        return all;
    }

    List<String> nonFilterableKeys() {
        JsonNode configuration = node.path("metadataConfiguration");
        List<String> keys = new ArrayList<>();
        if (!configuration.isMissingNode()) {
            String name = "metadataConfiguration/nonFilterableMetadataKeys";
            array(name, configuration.path("nonFilterableMetadataKeys"), 10).forEach(key -> keys.add(key.asText()));
        }
        return keys;
    }

    /** The filter; null when there is none. */
    @Nullable
    JsonNode filter() {
        return node.has("filter") ? node.path("filter") : null;
    }

    /** The vectors to store, whose keys differ. */
    List<ObjectNode> vectors(int most) {
        List<ObjectNode> all = new ArrayList<>();
        HashSet<String> keys = new HashSet<>();
        for (JsonNode vector : array("vectors", node.path("vectors"), most)) {
            if (!(vector instanceof ObjectNode object)) {
                throw VectorErrors.validation("body/vectors/" + all.size() + " must be object");
            }
            if (!keys.add(key(vector.path("key"), "vectors/" + all.size() + "/key"))) {
                throw VectorErrors.parameter("Request must not contain duplicate keys");
            }
            all.add(object);
        }
        return all;
    }

    /** The components of a vector, as many as the index has. */
    static float[] floats(JsonNode data, String name, int dimension) {
        JsonNode numbers = data.path("float32");
        if (!numbers.isArray()) {
            throw VectorErrors.validation("body/" + name + " must have required property 'float32'");
        }
        if (numbers.size() != dimension) {
            throw VectorErrors.parameter(
                    "vector dimension " + numbers.size() + " does not match index dimension " + dimension);
        }
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            if (!numbers.get(i).isNumber()) {
                throw VectorErrors.validation("body/" + name + "/float32/" + i + " must be number");
            }
            values[i] = (float) numbers.get(i).doubleValue();
        }
        return values;
    }

    float[] queryVector(int dimension) {
        return floats(checked("queryVector", "object", node.path("queryVector").isObject()), "queryVector", dimension);
    }

    private static String key(JsonNode key, String name) {
        if (!key.isTextual()) {
            throw VectorErrors.validation("body/" + name + " must be string");
        }
        if (key.textValue().isEmpty() || key.textValue().length() > LONGEST_KEY) {
            throw VectorErrors.parameter(name + " must be between 1 and " + LONGEST_KEY + " characters");
        }
        return key.textValue();
    }

    private static JsonNode array(String name, JsonNode array, int most) {
        if (!array.isArray()) {
            throw VectorErrors.validation("body/" + name + " must be array");
        }
        if (array.isEmpty()) {
            throw VectorErrors.validation("body/" + name + " must NOT have fewer than 1 items");
        }
        if (array.size() > most) {
            throw VectorErrors.validation("body/" + name + " must NOT have more than " + most + " items");
        }
        return array;
    }

    private JsonNode checked(String name, String type, boolean fits) {
        if (!node.has(name)) {
            throw VectorErrors.validation("body must have required property '" + name + "'");
        }
        JsonNode value = node.path(name);
        if (!fits || (type.equals("string") && !value.isTextual())) {
            throw VectorErrors.validation("body/" + name + " must be " + type);
        }
        return value;
    }
}
