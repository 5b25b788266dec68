package dev.plinth.core;

import dev.plinth.core.internal.text.Arguments;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * User name and password of an HTTP Basic gateway, as self-hosted platforms put it before their Studio.
 *
 * <p>Immutable and thread-safe. {@link #toString()} shows the user name only.
 */
public final class BasicCredentials implements Credentials {

    private final String username;
    private final Secret encoded;

    private BasicCredentials(String username, Secret encoded) {
        this.username = username;
        this.encoded = encoded;
    }

    /**
     * Returns credentials for HTTP Basic.
     *
     * @param username the user name, without a colon
     * @param password the password
     * @return the credentials
     * @throws IllegalArgumentException if the user name holds a colon
     */
    public static BasicCredentials of(String username, String password) {
        Arguments.required(username, "username");
        Objects.requireNonNull(password, "password");
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a Basic user name holds no colon: " + username);
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new BasicCredentials(username, Secret.of(Base64.getEncoder().encodeToString(pair)));
    }

    @Override
    public Optional<Secret> current() {
        return Optional.of(encoded);
    }

    @Override
    public String headerValue(Secret token) {
        return "Basic " + token.reveal();
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + username + "]";
    }
}
