package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Exchange.BodyTooLargeException;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON body or a query, validated and coerced as the server's schema validator (ajv) does it, and
 * refused with its messages. Bodies are read as by the server's framework: by the content type, and at most 1 MiB.
 */
final class Fields {
    private final String where;
    private final JsonNode node;

    private static final int LIMIT = 1 << 20;
    private static final Pattern MIME =
            Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+\\s*(;.*)?", Pattern.DOTALL);

    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(gb|mb|kb|b)");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
    private static final Map<String, Long> UNITS =
            Map.of("b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final String SIZE_PATTERN =
            " must match pattern \"^[0-9]+(?:\\.[0-9]+)?(?:[gG][bB]|[mM][bB]|[kK][bB]|[bB])$\"";

    private Fields(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    /** The fields of the query; all of them are text. */
    static Fields ofQuery(Exchange exchange) {
        ObjectNode query = Json.object();
        exchange.queries().forEach((name, values) -> query.put(name, values.get(0)));
        return new Fields("querystring", query);
    }

    private static Fields of(String where, JsonNode node) {
        StorageError.VALIDATION.throwIf(!node.isObject(), where + " must be object");
        return new Fields(where, node);
    }

    boolean has(String name) {
        return node.has(name);
    }

    JsonNode raw(String name) {
        return node.path(name);
    }

    /** Refuses a missing field, in this order. */
    Fields require(String... names) {
        for (String name : names) {
            StorageError.VALIDATION.throwIf(!node.has(name), where + " must have required property '" + name + "'");
        }
        return this;
    }

    /** A nested object; empty when absent. */
    Optional<Fields> object(String name) {
        return node.has(name) ? Optional.of(of(where + "/" + name, node.path(name))) : Optional.empty();
    }

    /** What a list is sorted by; without fields when absent. */
    Fields sortBy() {
        return object("sortBy").map(sort -> sort.require("column")).orElseGet(() -> new Fields("", Json.object()));
    }

    /** A text; numbers and booleans become text, null becomes empty. */
    @Nullable
    String text(String name) {
        return node.has(name) ? coerceText(name, node.path(name)) : null;
    }

    String text(String name, String absent) {
        String text = text(name);
        return text == null ? absent : text;
    }

    boolean flag(String name, boolean absent) {
        return switch (node.has(name) ? node.path(name).asText() : Boolean.toString(absent)) {
            case "true", "1" -> true;
            case "false", "0", "null" -> false;
            default -> throw invalid(name, "must be boolean");
        };
    }

    /** An integer that is not less than a bound; null when absent. */
    @Nullable
    Long integer(String name, long least) {
        if (!node.has(name)) {
            return null;
        }
        long value = wholeNumber(node.path(name)).orElseThrow(() -> invalid(name, "must be integer"));
        refuseIf(value < least, name, "must be >= " + least);
        return value;
    }

    long integer(String name, long least, long absent) {
        Long value = integer(name, least);
        return value == null ? absent : value;
    }

    /** One of the allowed texts; null when absent. */
    @Nullable
    String choice(String name, String... allowed) {
        String value = text(name);
        refuseIf(
                value != null && !List.of(allowed).contains(value), name, "must be equal to one of the allowed values");
        return value;
    }

    /** A list of texts with a number of items within bounds. */
    List<String> texts(String name, int least, int most) {
        JsonNode array = listed(node.path(name));
        refuseIf(!array.isArray(), name, "must be array");
        refuseIf(array.size() < least, name, "must NOT have fewer than " + least + " items");
        refuseIf(array.size() > most, name, "must NOT have more than " + most + " items");
        return IntStream.range(0, array.size())
                .mapToObj(i -> coerceText(name + "/" + i, array.get(i)))
                .toList();
    }

    /** The validator accepts a single value for a list of one. */
    static JsonNode listed(JsonNode value) {
        boolean single = value.isValueNode() && !value.isMissingNode();
        return single ? Json.array().add(value) : value;
    }

    StorageException invalid(String name, String what) {
        return StorageError.VALIDATION.with(where + "/" + name + " " + what);
    }

    void refuseIf(boolean condition, String name, String what) {
        if (condition) {
            throw invalid(name, what);
        }
    }

    private String coerceText(String name, JsonNode value) {
        if (value.isArray() && value.size() == 1) {
            return coerceText(name, value.get(0));
        }
        refuseIf(!value.isValueNode(), name, "must be string");
        return value.isNull() ? "" : value.asText();
    }

    /** The fields of a body that must be a JSON object. */
    static Fields ofBody(Exchange exchange) throws IOException {
        return of("body", json(exchange, false));
    }

    /** Reads a body that may be absent, and be empty in spite of a JSON content type; its content does not matter. */
    static void optional(Exchange exchange) throws IOException {
        json(exchange, true);
    }

    /** Reads a body that may be absent; its content does not matter. */
    static void ignored(Exchange exchange) throws IOException {
        json(exchange, false);
    }

    /** The body as text; empty when there is none. */
    static String bodyText(Exchange exchange) throws IOException {
        return new String(read(exchange), StandardCharsets.UTF_8);
    }

    /** Refuses a content type that cannot be parsed. */
    static void checkContentType(@Nullable String contentType) {
        StorageError.CONTENT_TYPE_HEADER.throwIf(
                contentType != null && !MIME.matcher(contentType.strip()).matches());
    }

    private static JsonNode json(Exchange exchange, boolean mayBeEmpty) throws IOException {
        String contentType = exchange.header("content-type");
        checkContentType(contentType);
        byte[] bytes = read(exchange);
        boolean json = contentType != null
                && contentType.toLowerCase(Locale.ROOT).strip().startsWith("application/json");
        if (!json || (mayBeEmpty && bytes.length == 0)) {
            return MissingNode.getInstance();
        }
        StorageError.PARSER.throwIf(
                bytes.length == 0, "Body cannot be empty when content-type is set to 'application/json'");
        return Json.parse(bytes)
                .orElseThrow(() -> StorageError.PARSER.with(
                        "Body is not valid JSON but content-type is set to 'application/json'"));
    }

    private static byte[] read(Exchange exchange) throws IOException {
        try {
            return exchange.bodyBytes(LIMIT);
        } catch (BodyTooLargeException e) {
            throw StorageError.BODY_TOO_LARGE.get();
        }
    }

    /** An integer, or a text, boolean or null that is coerced to one. */
    static Optional<Long> wholeNumber(JsonNode node) {
        String text = node.isNull()
                ? "0"
                : node.isBoolean()
                        ? (node.asBoolean() ? "1" : "0")
                        : node.asText().strip();
        try {
            return Optional.of(
                    HEXADECIMAL.matcher(text).matches() ? Long.decode(text) : new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A bucket's size limit: bytes, or a number with a decimal unit; null for none. */
    static @Nullable Long sizeLimit(JsonNode node) {
        if (node.isNull()
                || node.isMissingNode()
                || (node.isTextual() && node.textValue().isEmpty())) {
            return null;
        }
        Matcher size = SIZE.matcher(node.asText().toLowerCase(Locale.ROOT));
        if (node.isTextual() && size.matches()) {
            BigDecimal amount = new BigDecimal(size.group(1)).round(THREE_DIGITS);
            return amount.multiply(BigDecimal.valueOf(UNITS.getOrDefault(size.group(2), 1L)))
                    .longValue();
        }
        Optional<Long> bytes = wholeNumber(node);
        if (bytes.isPresent() && bytes.get() >= 0) {
            return bytes.get();
        }
        String field = "body/file_size_limit";
        String number = bytes.isPresent()
                ? field + " must be >= 0, "
                : field + " must be integer, " + field + " must pass \"finite\" keyword validation, ";
        throw StorageError.VALIDATION.with(
                number + field + SIZE_PATTERN + ", " + field + " must match a schema in anyOf");
    }
}
