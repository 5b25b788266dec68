package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as the server reads them out of JSON and text. */
final class Numbers {
    private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(gb|mb|kb|b)");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");
    private static final Map<String, Long> UNITS =
            Map.of("b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final String SIZE_PATTERN =
            " must match pattern \"^[0-9]+(?:\\.[0-9]+)?(?:[gG][bB]|[mM][bB]|[kK][bB]|[bB])$\"";

    private Numbers() {}

    /** A whole number, or a text or boolean that stands for one. */
    static Optional<Long> integer(JsonNode node) {
        if (node.isBoolean()) {
            return Optional.of(node.asBoolean() ? 1L : 0L);
        }
        if (node.isNull()) {
            return Optional.of(0L);
        }
        return node.isNumber() || node.isTextual() ? integer(node.asText()) : Optional.empty();
    }

    private static Optional<Long> integer(String text) {
        String number = text.strip();
        try {
            return Optional.of(
                    HEXADECIMAL.matcher(number).matches()
                            ? Long.decode(number)
                            : new BigDecimal(number).longValueExact());
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
        Optional<Long> bytes = integer(node);
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
