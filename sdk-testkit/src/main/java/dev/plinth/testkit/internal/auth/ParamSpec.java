package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.golang.GoJson;
import dev.plinth.testkit.internal.golang.GoJsonException;
import dev.plinth.testkit.internal.golang.GoUuid;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Go struct that a body is decoded into: field names are found in any case, wrong types are refused. */
final class ParamSpec {
    private static final String PARSE = "Could not parse request body as JSON: ";

    private static final Set<Integer> UUID_LENGTHS = Set.of(32, 34, 36, 38, 41, 45);

    private enum Type {
        STRING("string"),
        BOOL("bool"),
        MAP("map[string]interface {}"),
        UUID("uuid.UUID"),
        ANY("");

        final String name;

        Type(String name) {
            this.name = name;
        }

        boolean accepts(JsonNode value) {
            return switch (this) {
                case STRING, UUID -> value.isTextual();
                case BOOL -> value.isBoolean();
                case MAP -> value.isObject();
                case ANY -> true;
            };
        }
    }

    private final String struct;
    private final Map<String, Type> fields = new LinkedHashMap<>();
    private final Map<String, String> spelling = new LinkedHashMap<>();

    private ParamSpec(String struct) {
        this.struct = struct;
        add(Type.ANY, "gotrue_meta_security");
    }

    static ParamSpec of(String struct) {
        return new ParamSpec(struct);
    }

    ParamSpec strings(String... names) {
        return add(Type.STRING, names);
    }

    ParamSpec bools(String... names) {
        return add(Type.BOOL, names);
    }

    ParamSpec maps(String... names) {
        return add(Type.MAP, names);
    }

    ParamSpec uuids(String... names) {
        return add(Type.UUID, names);
    }

    private ParamSpec add(Type type, String... names) {
        for (String name : names) {
            fields.put(name, type);
            spelling.put(name.toLowerCase(Locale.ROOT), name);
        }
        return this;
    }

    Params read(AuthRequest request) {
        return read(request.content(), PARSE);
    }

    Params readOrEmpty(AuthRequest request) {
        byte[] content = request.content();
        return content.length == 0 ? new Params(Map.of()) : read(content, PARSE);
    }

    /** As the handlers do that run a decoder over the stream: an empty body is an end of file. */
    Params readStream(AuthRequest request, String prefix) {
        byte[] content = request.content();
        if (content.length == 0) {
            throw AuthError.badJson(prefix + "EOF");
        }
        return read(content, prefix);
    }

    private Params read(byte[] content, String prefix) {
        try {
            return decode(GoJson.parse(content));
        } catch (GoJsonException e) {
            throw AuthError.badJson(prefix + e.getMessage());
        }
    }

    private Params decode(GoJson.Document document) throws GoJsonException {
        JsonNode value = document.value();
        if (value.isNull()) {
            return new Params(Map.of());
        }
        if (!value.isObject()) {
            throw new GoJsonException("json: cannot unmarshal " + kind(value) + " into Go value of type api." + struct);
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : document.members()) {
            String name = spelling.get(member.getKey().toLowerCase(Locale.ROOT));
            if (name != null && !member.getValue().isNull()) {
                checkType(name, member.getValue());
                values.merge(name, member.getValue(), ParamSpec::later);
            }
        }
        return new Params(values);
    }

    private void checkType(String name, JsonNode value) throws GoJsonException {
        Type type = fields.getOrDefault(name, Type.ANY);
        if (!type.accepts(value)) {
            throw new GoJsonException("json: cannot unmarshal " + kind(value) + " into Go struct field " + struct + "."
                    + name + " of type " + type.name);
        }
        Optional<String> number = GoJson.outOfRange(value);
        if (type == Type.MAP && number.isPresent()) {
            throw new GoJsonException("json: cannot unmarshal number " + number.get() + " into Go struct field "
                    + struct + "." + name + " of type float64");
        }
        if (type == Type.UUID) {
            checkUuid(value.textValue());
        }
    }

    private static void checkUuid(String text) throws GoJsonException {
        if (GoUuid.parse(text).isEmpty()) {
            String wrong = UUID_LENGTHS.contains(text.length()) ? "format" : "length " + text.length();
            throw new GoJsonException("uuid: incorrect UUID " + wrong + " in string \"" + text + "\"");
        }
    }

    /** Of a field that comes twice the later counts; two objects become one. */
    private static JsonNode later(JsonNode first, JsonNode second) {
        return first instanceof ObjectNode both && second instanceof ObjectNode more
                ? both.deepCopy().setAll(more)
                : second;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "bool";
            case NUMBER, POJO -> "number";
            case STRING -> "string";
            default -> "object";
        };
    }
}
