package dev.plinth.testkit.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments as the server keeps and compares them. */
final class Times {
    private Times() {}

    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether something sent then, if at all, is too old now. */
    static boolean expired(@Nullable Instant sent, Duration life, Instant now) {
        return sent == null || now.isAfter(sent.plus(life));
    }
}
