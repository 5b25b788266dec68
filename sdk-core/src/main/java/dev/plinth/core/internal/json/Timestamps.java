package dev.plinth.core.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Reads RFC 3339 timestamps. The usual form, in UTC with 0 to 9 digits of fraction, is read by hand: the JDK's parser
 * alone costs three times the rest of a small answer.
 */
public final class Timestamps {

    /** The servers' database also prints a space for the T and an offset without minutes. */
    private static final DateTimeFormatter GENERAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(java.time.temporal.ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    private Timestamps() {}

    /**
     * Reads a timestamp.
     *
     * @throws DateTimeException if it is none
     */
    public static Instant parse(String text) {
        int end = text.length() - 1;
        boolean usual = end >= 19
                && text.charAt(end) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (end == 19 || (text.charAt(19) == '.' && end > 20 && end <= 29));
        return usual ? utc(text, end) : general(text);
    }

    private static Instant utc(String text, int end) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
                .toSecondOfDay();
        int nanos = 0;
        if (end > 20) {
            nanos = number(text, 20, end);
            for (int digits = end - 20; digits < 9; digits++) {
                nanos *= 10;
            }
        }
        return Instant.ofEpochSecond(day * 86_400 + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a timestamp: " + text);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static Instant general(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return GENERAL.parse(iso, OffsetDateTime::from)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }
}
