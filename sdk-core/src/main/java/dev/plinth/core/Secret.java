package dev.plinth.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secret string: a password, a key or a token. {@link #toString()} does not show it; only {@link #reveal()} returns
 * it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret string.
     *
     * @param value the string
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Returns the secret string. Do not log or print it.
     *
     * @return the string
     */
    public String reveal() {
        return value;
    }

    /** Compares in constant time, so that the time taken does not reveal how much of the string matches. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && (this == that || MessageDigest.isEqual(bytes(), that.bytes()));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
