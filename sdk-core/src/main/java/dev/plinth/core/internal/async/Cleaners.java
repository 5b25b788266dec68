package dev.plinth.core.internal.async;

import java.lang.ref.Cleaner;

/**
 * The cleaner that closes responses that programs forget to close. Its thread starts with the first response that a
 * program receives.
 */
public final class Cleaners {

    private Cleaners() {}

    public static Cleaner shared() {
        return Holder.CLEANER;
    }

    private static final class Holder {

        static final Cleaner CLEANER = Cleaner.create();
    }
}
