package dev.plinth.core;

/**
 * Something that calls can act as because it has credentials, such as a signed-in user's session. Pass it to
 * {@link ApiClient#actingAs(CredentialsSource)}.
 */
@FunctionalInterface
public interface CredentialsSource {

    /**
     * Returns the credentials. The same object is returned each time.
     *
     * @return the credentials
     */
    Credentials credentials();
}
