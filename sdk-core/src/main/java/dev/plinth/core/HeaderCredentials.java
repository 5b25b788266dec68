package dev.plinth.core;

import dev.plinth.core.http.HttpHeaders;
import java.util.Optional;

/**
 * A secret that is sent in a header of your choice, for gateways with a custom authentication scheme.
 *
 * <p>Immutable and thread-safe. {@link #toString()} does not show the value.
 */
public final class HeaderCredentials implements Credentials {

    private final String name;
    private final Secret value;

    private HeaderCredentials(String name, Secret value) {
        this.name = name;
        this.value = value;
    }

    /**
     * Returns credentials that are sent in a header.
     *
     * @param name the header's name
     * @param value the header's complete value
     * @return the credentials
     * @throws IllegalArgumentException if the name or value contains a character that is not allowed in a header
     */
    public static HeaderCredentials of(String name, String value) {
        HttpHeaders.builder().add(name, value);
        return new HeaderCredentials(name, Secret.of(value));
    }

    @Override
    public Optional<Secret> token() {
        return Optional.of(value);
    }

    @Override
    public String headerName() {
        return name;
    }

    @Override
    public String headerValue(Secret token) {
        return token.reveal();
    }

    @Override
    public String toString() {
        return "HeaderCredentials[" + name + "]";
    }
}
