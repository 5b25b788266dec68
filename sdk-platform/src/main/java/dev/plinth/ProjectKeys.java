package dev.plinth;

import dev.plinth.core.ApiKey;
import java.util.List;
import java.util.Optional;

/**
 * A project's API keys, as far as they were asked for and the platform told them. Immutable and thread-safe. Made by
 * Plinth only.
 */
public interface ProjectKeys {

    /**
     * Returns the legacy key for clients.
     *
     * @return a JWT of role {@code anon}, if the project has one
     */
    Optional<ApiKey> anon();

    /**
     * Returns the newer keys for clients.
     *
     * @return keys of the form {@code sb_publishable_…}
     */
    List<ApiKey> publishable();

    /**
     * Returns the legacy key that may do everything.
     *
     * @return a JWT of role {@code service_role}; empty unless {@link KeyOptions#includeServiceRole()} was said
     */
    Optional<ApiKey> serviceRole();

    /**
     * Returns the newer keys that may do everything.
     *
     * @return keys of the form {@code sb_secret_…}; none unless {@link KeyOptions#includeServiceRole()} was said
     */
    List<ApiKey> secret();
}
