package dev.plinth.core.internal.call;

import java.lang.ref.Cleaner;

/** The cleaner that closes what programs forget to close. Its thread starts with the first response handed out. */
final class Cleaners {

    private Cleaners() {}

    static Cleaner shared() {
        return Holder.CLEANER;
    }

    private static final class Holder {

        static final Cleaner CLEANER = Cleaner.create();
    }
}
