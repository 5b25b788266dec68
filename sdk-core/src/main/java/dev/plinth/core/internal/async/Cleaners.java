package dev.plinth.core.internal.async;

import java.lang.ref.Cleaner;

/** The cleaner that closes what programs forget to close. Its thread starts with the first response handed out. */
public final class Cleaners {

    private Cleaners() {}

    public static Cleaner shared() {
        return Holder.CLEANER;
    }

    private static final class Holder {

        static final Cleaner CLEANER = Cleaner.create();
    }
}
