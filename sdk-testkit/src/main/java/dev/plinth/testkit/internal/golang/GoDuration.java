package dev.plinth.testkit.internal.golang;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's time.ParseDuration, with its words for what it refuses. */
public final class GoDuration {
    private static final Pattern TERM = Pattern.compile("(\\d*)(\\.\\d*)?([^\\d.]*)");
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
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

    /**
     * Reads a duration.
     *
     * @param text such as {@code 1h30m}
     * @return the duration
     * @throws GoJsonException in Go's words, when it is none
     */
    public static Duration parse(String text) throws GoJsonException {
        String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        if (rest.isEmpty()) {
            throw refused("invalid duration", text);
        }
        BigInteger total = BigInteger.ZERO;
        Matcher term = TERM.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            term.region(at, rest.length());
            boolean read = term.lookingAt();
            total = total.add(nanos(term, read, text));
            at = term.end();
        }
        if (total.compareTo(LONGEST) > 0) {
            throw refused("invalid duration", text);
        }
        Duration duration = Duration.ofNanos(total.longValue());
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static BigInteger nanos(Matcher term, boolean read, String text) throws GoJsonException {
        String whole = read ? term.group(1) : "";
        String fraction = term.group(2) == null ? "" : term.group(2);
        if (whole.isEmpty() && fraction.length() < 2) {
            throw refused("invalid duration", text);
        }
        String unit = term.group(3);
        if (unit.isEmpty()) {
            throw refused("missing unit in duration", text);
        }
        Long factor = NANOS.get(unit);
        if (factor == null) {
            throw new GoJsonException("time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
        }
        String number = (whole.isEmpty() ? "0" : whole) + (fraction.length() < 2 ? "" : fraction);
        return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).toBigInteger();
    }

    private static GoJsonException refused(String why, String text) {
        return new GoJsonException("time: " + why + " \"" + text + "\"");
    }
}
