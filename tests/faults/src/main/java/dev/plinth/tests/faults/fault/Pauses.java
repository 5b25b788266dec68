package dev.plinth.tests.faults.fault;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Waits that are part of a fault. */
final class Pauses {

    private Pauses() {}

    static void millis(long time) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(time);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }
}
