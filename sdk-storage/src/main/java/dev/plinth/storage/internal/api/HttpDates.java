package dev.plinth.storage.internal.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers. */
public final class HttpDates {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDates() {}

    public static String format(Instant time) {
        return FORM.format(time);
    }

    public static Optional<Instant> parse(String header) {
        try {
            return Optional.of(FORM.parse(header, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
