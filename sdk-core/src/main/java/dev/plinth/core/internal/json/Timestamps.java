package dev.plinth.core.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Parses RFC 3339 timestamps. The usual format, in UTC with 0 to 9 fractional digits, has its own parser: the JDK's
 * takes three times as long as the rest of a small response.
 */
public final class Timestamps {

    /** The servers' database also uses a space instead of the T, and offsets without minutes. */
    private static final DateTimeFormatter GENERAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    /** The factor for a fraction with the given number of digits. */
    private static final int[] TO_NANOS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private Timestamps() {}

    /**
     * Parses a timestamp.
     *
     * @throws DateTimeException if the text is not a timestamp
     */
    public static Instant parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /**
     * Parses a timestamp in the parser's buffer, without creating a string.
     *
     * @throws DateTimeException if the text is not a timestamp
     */
    static Instant parse(char[] text, int from, int length) {
        int last = from + length - 1;
        boolean usual = length >= 20
                && text[last] == 'Z'
                && text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':'
                && (length == 20 || (text[from + 19] == '.' && length > 21 && length <= 30));
        return usual ? utc(text, from, last) : general(new String(text, from, length));
    }

    private static Instant utc(char[] text, int from, int last) {
        int year = pair(text, from) * 100 + pair(text, from + 2);
        long day =
                LocalDate.of(year, pair(text, from + 5), pair(text, from + 8)).toEpochDay();
        int hour = pair(text, from + 11);
        int minute = pair(text, from + 14);
        int second = pair(text, from + 17);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no such time of the day");
        }
        int secondOfDay = (hour * 60 + minute) * 60 + second;
        return Instant.ofEpochSecond(day * 86_400 + secondOfDay, nanos(text, from + 20, last));
    }

    private static int nanos(char[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digit(text[i]);
        }
        return from < to ? value * TO_NANOS[to - from] : 0;
    }

    private static int pair(char[] text, int at) {
        return digit(text[at]) * 10 + digit(text[at + 1]);
    }

    private static int digit(char c) {
        int digit = c - '0';
        if (digit < 0 || digit > 9) {
            throw new DateTimeException("not a timestamp");
        }
        return digit;
    }

    private static Instant general(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return GENERAL.parse(iso, OffsetDateTime::from)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }
}
