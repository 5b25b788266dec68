package dev.plinth.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be printed: a password, a key, a token. Only {@link #reveal()} gives it away.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret text.
     *
     * @param value the text
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /**
     * Gives the text away.
     *
     * @return the text
     */
    public String reveal() {
        return value;
    }

    /** Compares in a time that does not tell how much of the text is right. */
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
