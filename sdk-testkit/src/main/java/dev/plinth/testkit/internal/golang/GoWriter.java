package dev.plinth.testkit.internal.golang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON as Go's encoding/json does: compact, with {@code <}, {@code >} and {@code &} escaped. */
public final class GoWriter {
    private static final String[] SHORT = new String[0x60];

    static {
        for (int c = 0; c < 0x20; c++) {
            SHORT[c] = String.format("\\u%04x", c);
        }
        SHORT['\b'] = "\\b";
        SHORT['\f'] = "\\f";
        SHORT['\n'] = "\\n";
        SHORT['\r'] = "\\r";
        SHORT['\t'] = "\\t";
        SHORT['"'] = "\\\"";
        SHORT['\\'] = "\\\\";
        SHORT['<'] = "\\u003c";
        SHORT['>'] = "\\u003e";
        SHORT['&'] = "\\u0026";
    }

    private GoWriter() {}

    /**
     * Writes a value.
     *
     * @param value any JSON
     * @return its text
     */
    public static String write(JsonNode value) {
        StringBuilder out = new StringBuilder(256);
        append(value, out);
        return out.toString();
    }

    /**
     * Puts a map's keys in order.
     *
     * @param map a free map, which Go writes with its keys in order
     * @return the same, ordered, all the way down
     */
    public static ObjectNode sorted(ObjectNode map) {
        TreeMap<String, JsonNode> ordered = new TreeMap<>();
        map.properties().forEach(member -> {
            JsonNode value = member.getValue();
            ordered.put(member.getKey(), value instanceof ObjectNode inner ? sorted(inner) : value);
        });
        ObjectNode copy = map.objectNode();
        ordered.forEach(copy::set);
        return copy;
    }

    private static void append(JsonNode value, StringBuilder out) {
        if (value.isObject()) {
            appendObject(value, out);
        } else if (value.isArray()) {
            out.append('[');
            String separator = "";
            for (JsonNode element : value) {
                out.append(separator);
                append(element, out);
                separator = ",";
            }
            out.append(']');
        } else if (value.isTextual()) {
            appendText(value.textValue(), out);
        } else if (value.isBigDecimal()) {
            out.append(value.decimalValue().toPlainString());
        } else {
            out.append(value.asText());
        }
    }

    private static void appendObject(JsonNode object, StringBuilder out) {
        out.append('{');
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            appendText(member.getKey(), out);
            out.append(':');
            append(member.getValue(), out);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void appendText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escaped = c < SHORT.length ? SHORT[c] : null;
            if (escaped != null) {
                out.append(escaped);
            } else if (c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
