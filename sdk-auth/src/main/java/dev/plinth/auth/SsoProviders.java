package dev.plinth.auth;

import dev.plinth.auth.internal.admin.SsoProviderOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.function.Consumer;

/**
 * The SAML identity providers of a project. A provider is addressed by its UUID, or by {@code resource_} followed by the
 * resource id that an administrator gave it.
 *
 * <p>Immutable and thread-safe.
 */
public final class SsoProviders extends ApiClient<SsoProviders> {

    SsoProviders(Connection connection) {
        super(connection);
    }

    /**
     * Lists all identity providers. {@code GET /admin/sso/providers}.
     *
     * @return the providers, without {@link SsoProvider#metadataXml()}; unmodifiable
     */
    public List<SsoProvider> list() {
        return OperationRunner.run(connection(), SsoProviderOperations.list());
    }

    /**
     * Returns an identity provider. {@code GET /admin/sso/providers/{id}}.
     *
     * @param id the provider's UUID, or {@code resource_} and its resource id
     * @return the provider
     * @throws dev.plinth.core.NotFoundException with code {@code sso_provider_not_found} if there is no such provider
     * @throws IllegalArgumentException if the id is empty
     */
    public SsoProvider get(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), SsoProviderOperations.get(id));
    }

    /**
     * Creates an identity provider. {@code POST /admin/sso/providers}. The server reads the provider's SAML metadata.
     *
     * @param options sets the metadata's URL or XML, one of which is required, and more
     * @return the created provider
     * @throws dev.plinth.core.InvalidRequestException with code {@code saml_idp_already_exists} or {@code
     *     sso_domain_already_exists} if another provider has the same entity id or a domain, or with code {@code
     *     saml_metadata_fetch_failed}
     * @throws IllegalArgumentException if neither or both of metadata URL and XML are set
     */
    public SsoProvider create(Consumer<? super SsoProviderOptions> options) {
        return OperationRunner.run(connection(), SsoProviderOperations.create(options));
    }

    /**
     * Updates an identity provider. {@code PUT /admin/sso/providers/{id}}. What is not set stays, except the name
     * identifier format: the server resets it unless {@link SsoProviderUpdate#nameIdFormat} is set each time.
     *
     * @param id the provider's UUID, or {@code resource_} and its resource id
     * @param changes sets what changes
     * @return the updated provider
     * @throws dev.plinth.core.NotFoundException with code {@code sso_provider_not_found} if there is no such provider
     * @throws dev.plinth.core.InvalidRequestException with code {@code saml_entity_id_mismatch} if the new metadata has
     *     another entity id
     * @throws IllegalArgumentException if the id is empty, or both metadata URL and XML are set
     */
    public SsoProvider update(String id, Consumer<? super SsoProviderUpdate> changes) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), SsoProviderOperations.update(id, changes));
    }

    /**
     * Deletes an identity provider. {@code DELETE /admin/sso/providers/{id}}.
     *
     * @param id the provider's UUID, or {@code resource_} and its resource id
     * @throws dev.plinth.core.NotFoundException with code {@code sso_provider_not_found} if there is no such provider
     * @throws IllegalArgumentException if the id is empty
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), SsoProviderOperations.delete(id));
    }

    @Override
    protected SsoProviders withConnection(Connection other) {
        return new SsoProviders(other);
    }
}
