package dev.plinth.core;

/**
 * Something that has credentials, such as the session of a signed-in user. Pass it to
 * {@link ApiClient#actingAs(CredentialsSource)}.
 */
@FunctionalInterface
public interface CredentialsSource {

    /**
     * Returns the credentials. Every call returns the same object.
     *
     * @return the credentials
     */
    Credentials credentials();
}
