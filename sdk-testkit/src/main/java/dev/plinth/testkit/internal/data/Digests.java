package dev.plinth.testkit.internal.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Creates digests with algorithms that every JDK has. */
public final class Digests {
    private Digests() {}

    /** Returns a new digest with an algorithm, such as {@code SHA-256}. */
    public static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
