package dev.plinth.tests.faults.operation;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call has returned something that is not so. */
public final class WrongResultException extends Exception {

    private static final long serialVersionUID = 1L;

    private WrongResultException(String message) {
        super(message);
    }

    public static void unlessEqual(Object expected, @Nullable Object actual) throws WrongResultException {
        if (!Objects.equals(expected, actual)) {
            throw new WrongResultException("expected " + expected + ", got " + actual);
        }
    }

    public static void unlessEqual(byte[] expected, byte[] actual) throws WrongResultException {
        if (!Arrays.equals(expected, actual)) {
            int at = Arrays.mismatch(expected, actual);
            throw new WrongResultException("got " + actual.length + " bytes instead of " + expected.length
                    + ", which differ from byte " + at + " on");
        }
    }
}
