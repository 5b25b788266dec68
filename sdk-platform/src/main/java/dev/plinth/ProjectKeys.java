package dev.plinth;

import dev.plinth.core.ApiKey;
import java.util.List;
import java.util.Optional;

/**
 * The API keys of a project that were requested and that the platform returned. Immutable and thread-safe. Created by
 * Plinth only.
 */
public interface ProjectKeys {

    /** {@return the legacy key for clients, a JWT with the role {@code anon}; empty if the project has none} */
    Optional<ApiKey> anon();

    /** {@return the opaque keys for clients, of the form {@code sb_publishable_…}} */
    List<ApiKey> publishable();

    /**
     * Returns the legacy key with full access.
     *
     * @return a JWT with the role {@code service_role}; empty unless {@link KeyOptions#includeServiceRole()} was set
     */
    Optional<ApiKey> serviceRole();

    /**
     * Returns the opaque keys with full access.
     *
     * @return keys of the form {@code sb_secret_…}; empty unless {@link KeyOptions#includeServiceRole()} was set
     */
    List<ApiKey> secret();
}
