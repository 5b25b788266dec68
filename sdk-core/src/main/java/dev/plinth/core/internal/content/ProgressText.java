package dev.plinth.core.internal.content;

import dev.plinth.core.Progress;
import java.util.Locale;

/** Formats progress for display: {@code 42 %, 12.3 of 29.1 MB}. */
public final class ProgressText {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private ProgressText() {}

    /** Returns the text of a progress. Sizes are in powers of 1,000; both are in the unit of the larger one. */
    public static String of(Progress progress) {
        if (progress.total().isEmpty()) {
            int unit = unit(progress.transferred());
            return number(progress.transferred(), unit) + " " + UNITS[unit];
        }
        long total = progress.total().getAsLong();
        int unit = unit(Math.max(total, progress.transferred()));
        long percent = (long) (progress.fraction().orElse(0) * 100);
        return percent + " %, " + number(progress.transferred(), unit) + " of " + number(total, unit) + " "
                + UNITS[unit];
    }

    private static int unit(long bytes) {
        int unit = 0;
        for (double rest = bytes; rest >= 999.95 && unit < UNITS.length - 1; rest /= 1000) {
            unit++;
        }
        return unit;
    }

    private static String number(long bytes, int unit) {
        return unit == 0 ? Long.toString(bytes) : String.format(Locale.ROOT, "%.1f", bytes / Math.pow(1000, unit));
    }
}
