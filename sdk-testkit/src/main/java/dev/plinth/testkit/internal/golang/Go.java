package dev.plinth.testkit.internal.golang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plinth.testkit.internal.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, UUIDs and JSON values as the libraries of a server written in Go read them. */
public final class Go {
    private static final double EXACT_LONG = 9.0e15;
    private static final Pattern TERM = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([^\\d.]*)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final String HEX = "[0-9a-fA-F]{8}(?:(?:-[0-9a-fA-F]{4}){3}-|[0-9a-fA-F]{12})[0-9a-fA-F]{12}";
    private static final Pattern UUID_FORM = Pattern.compile("(?:urn:uuid:)?" + HEX + "|\\{" + HEX + "}");

    private Go() {}

    /** Reads a duration such as {@code 1h30m}; an {@link IllegalArgumentException} has Go's words for one that is none. */
    public static Duration duration(String text) {
        String terms = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher term = TERM.matcher(terms);
        int at = 0;
        while (at < terms.length() && !terms.equals("0")) {
            if (!term.region(at, terms.length()).lookingAt()) {
                throw noDuration("invalid duration", text);
            }
            String unit = term.group(2);
            Long factor = NANOS.get(unit);
            if (factor == null) {
                String why = unit.isEmpty() ? "missing unit in duration" : "unknown unit \"" + unit + "\" in duration";
                throw noDuration(why, text);
            }
            BigDecimal amount = new BigDecimal("0" + term.group(1)).multiply(BigDecimal.valueOf(factor));
            nanos = nanos.add(amount.setScale(0, RoundingMode.DOWN));
            at = term.end();
        }
        if (terms.isEmpty() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw noDuration("invalid duration", text);
        }
        Duration duration = Duration.ofNanos(nanos.longValueExact());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static IllegalArgumentException noDuration(String why, String text) {
        return new IllegalArgumentException("time: " + why + " \"" + text + "\"");
    }

    /** Parses a UUID with or without hyphens, which may be in braces or behind {@code urn:uuid:}. */
    public static Optional<UUID> uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String hex = text.substring(text.lastIndexOf(':') + 1).replaceAll("[{}-]", "");
        return Optional.of(new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }

    /**
     * Returns a JSON value as it is stored: every number is a float64, and half a surrogate pair is no character. A
     * number that no float64 holds is an {@link IllegalArgumentException}.
     */
    public static JsonNode stored(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), stored(member.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(stored(element)));
            return copy;
        }
        if (value.isTextual()) {
            return TextNode.valueOf(value.textValue().replaceAll("\\p{Cs}", "\uFFFD"));
        }
        if (!value.isNumber()) {
            return value;
        }
        double number = value.doubleValue();
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException("number out of range");
        }
        return number == Math.rint(number) && Math.abs(number) < EXACT_LONG
                ? LongNode.valueOf((long) number)
                : DecimalNode.valueOf(BigDecimal.valueOf(number).stripTrailingZeros());
    }
}
