package dev.plinth.testkit.internal.golang;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's time.ParseDuration reads them: {@code 1h30m}. */
public final class GoDuration {
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

    private GoDuration() {}

    /** Reads a duration; an {@link IllegalArgumentException} says in Go's words that it is none. */
    public static Duration parse(String text) {
        String terms = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher term = TERM.matcher(terms);
        int at = 0;
        while (at < terms.length() && !terms.equals("0")) {
            if (!term.region(at, terms.length()).lookingAt()) {
                throw refused("invalid duration", text);
            }
            Long factor = NANOS.get(term.group(2));
            if (factor == null) {
                String unit = term.group(2);
                throw refused(
                        unit.isEmpty() ? "missing unit in duration" : "unknown unit \"" + unit + "\" in duration",
                        text);
            }
            BigDecimal amount = new BigDecimal("0" + term.group(1)).multiply(BigDecimal.valueOf(factor));
            nanos = nanos.add(amount.setScale(0, RoundingMode.DOWN));
            at = term.end();
        }
        if (terms.isEmpty() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw refused("invalid duration", text);
        }
        Duration duration = Duration.ofNanos(nanos.longValueExact());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static IllegalArgumentException refused(String why, String text) {
        return new IllegalArgumentException("time: " + why + " \"" + text + "\"");
    }
}
