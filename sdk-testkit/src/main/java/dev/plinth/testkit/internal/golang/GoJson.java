package dev.plinth.testkit.internal.golang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON as Go's encoding/json does: the same texts are refused, with the same words. */
public final class GoJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double EXACT_LONG = 9.0e15;
    /** Go's own limit is 10,000; answers are nested a little deeper, and Jackson writes no more than 1,000 levels. */
    private static final int MAX_DEPTH = 900;

    private static final String VALUE = "looking for beginning of value";

    private final byte[] text;
    private int at;
    private int depth;

    private GoJson(byte[] text) {
        this.text = text;
    }

    /** A number that no float64 holds: an error only where it is read. */
    private record OutOfRange(String text) {}

    /** One document: its value, and of an object every member as it was written, doubles included. */
    public record Document(JsonNode value, List<Map.Entry<String, JsonNode>> members) {}

    /**
     * Reads a text.
     *
     * @param text UTF-8
     * @return the one value in it
     * @throws GoJsonException when Go would refuse it
     */
    public static Document parse(byte[] text) throws GoJsonException {
        GoJson parser = new GoJson(text);
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        JsonNode value = parser.value(members);
        parser.skipSpace();
        if (parser.at < text.length) {
            throw parser.unexpected("after top-level value");
        }
        return new Document(value, members);
    }

    /** The first number in a value that no float64 holds. */
    public static Optional<String> outOfRange(JsonNode value) {
        if (value instanceof POJONode node && node.getPojo() instanceof OutOfRange number) {
            return Optional.of(number.text());
        }
        for (JsonNode child : value) {
            Optional<String> inside = outOfRange(child);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private JsonNode value(List<Map.Entry<String, JsonNode>> members) throws GoJsonException {
        skipSpace();
        int c = peek();
        return switch (c) {
            case '{', '[' -> nested(c, members);
            case '"' -> NODES.textNode(string());
            case 't' -> literal("true", NODES.booleanNode(true));
            case 'f' -> literal("false", NODES.booleanNode(false));
            case 'n' -> literal("null", NODES.nullNode());
            default -> {
                if (c == '-' || (c >= '0' && c <= '9')) {
                    yield number();
                }
                throw unexpected(VALUE);
            }
        };
    }

    private JsonNode nested(int c, List<Map.Entry<String, JsonNode>> members) throws GoJsonException {
        if (++depth > MAX_DEPTH) {
            throw unexpected("exceeded max depth");
        }
        JsonNode value = c == '{' ? object(members) : array();
        depth--;
        return value;
    }

    private ObjectNode object(List<Map.Entry<String, JsonNode>> members) throws GoJsonException {
        ObjectNode object = NODES.objectNode();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return object;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            String key = string();
            skipSpace();
            expect(':', "after object key");
            JsonNode member = value(new ArrayList<>());
            object.set(key, member);
            members.add(Map.entry(key, member));
            skipSpace();
            if (peek() == '}') {
                at++;
                return object;
            }
            expect(',', "after object key:value pair");
        }
    }

    private ArrayNode array() throws GoJsonException {
        ArrayNode array = NODES.arrayNode();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(new ArrayList<>()));
            skipSpace();
            if (peek() == ']') {
                at++;
                return array;
            }
            expect(',', "after array element");
        }
    }

    private JsonNode literal(String word, JsonNode value) throws GoJsonException {
        for (int i = 1; i < word.length(); i++) {
            at++;
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting " + quoted(word.charAt(i)) + ")");
            }
        }
        at++;
        return value;
    }

    private JsonNode number() throws GoJsonException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < text.length && text[at] == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        String number = new String(text, start, at - start, StandardCharsets.US_ASCII);
        double value = Double.parseDouble(number);
        return Double.isInfinite(value) ? NODES.pojoNode(new OutOfRange(number)) : float64(value);
    }

    private void digits(String context) throws GoJsonException {
        int c = peek();
        if (c < '0' || c > '9') {
            throw unexpected(context);
        }
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
    }

    /** Every number goes through a float64, and comes out as Go prints one. */
    private static JsonNode float64(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_LONG) {
            return LongNode.valueOf((long) value);
        }
        return DecimalNode.valueOf(new BigDecimal(Double.toString(value)).stripTrailingZeros());
    }

    private String string() throws GoJsonException {
        StringBuilder out = new StringBuilder();
        at++;
        int run = at;
        while (true) {
            int c = peek();
            if (c == '"' || c == '\\') {
                out.append(new String(text, run, at - run, StandardCharsets.UTF_8));
                at++;
                if (c == '"') {
                    return paired(out);
                }
                out.append(escape());
                run = at;
            } else if (c < 0x20) {
                throw unexpected("in string literal");
            } else {
                at++;
            }
        }
    }

    /** Half a surrogate pair is no character. */
    private static String paired(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                text.setCharAt(i, '\uFFFD');
            }
        }
        return text.toString();
    }

    private char escape() throws GoJsonException {
        int c = peek();
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\', '/' -> (char) c;
            case 'u' -> hexadecimal();
            default -> {
                at--;
                throw unexpected("in string escape code");
            }
        };
    }

    private char hexadecimal() throws GoJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private void expect(char wanted, String context) throws GoJsonException {
        if (peek() != wanted) {
            throw unexpected(context);
        }
        at++;
    }

    private int peek() throws GoJsonException {
        if (at >= text.length) {
            throw new GoJsonException("unexpected end of JSON input");
        }
        return text[at] & 0xff;
    }

    private void skipSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
            at++;
        }
    }

    private GoJsonException unexpected(String context) {
        return new GoJsonException("invalid character " + quoted(text[at] & 0xff) + " " + context);
    }

    private static String quoted(int c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\\' -> "'\\\\'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            default -> c < 0x20 || c == 0x7f ? String.format("'\\x%02x'", c) : "'" + (char) c + "'";
        };
    }
}
