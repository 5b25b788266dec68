package dev.plinth.testkit.internal.jwt;

import org.jspecify.annotations.Nullable;

/** A key that signs and verifies: HS256 here; asymmetric ones implement the same. */
public interface JwtKey {
    /** The {@code alg} of its tokens. */
    String algorithm();

    /** The {@code kid} of its tokens; null when they carry none. */
    @Nullable
    String keyId();

    byte[] sign(byte[] input);

    boolean verify(byte[] input, byte[] signature);
}
