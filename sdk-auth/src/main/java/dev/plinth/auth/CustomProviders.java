package dev.plinth.auth;

import dev.plinth.auth.internal.admin.CustomProviderOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.function.Consumer;

/**
 * The custom OAuth 2.0 and OpenID Connect providers of a project. Users sign in with one by {@code
 * auth.signInWithOAuth(Provider.of("custom:corp"), …)}.
 *
 * <p>Immutable and thread-safe.
 */
public final class CustomProviders extends ApiClient<CustomProviders> {

    CustomProviders(Connection connection) {
        super(connection);
    }

    /**
     * Lists all custom providers. {@code GET /admin/custom-providers}.
     *
     * @return the providers, unmodifiable
     */
    public List<CustomProvider> list() {
        return OperationRunner.run(connection(), CustomProviderOperations.list(null));
    }

    /**
     * Lists the custom providers of one protocol. {@code GET /admin/custom-providers?type=}.
     *
     * @param type the protocol
     * @return the providers, unmodifiable
     */
    public List<CustomProvider> list(CustomProviderType type) {
        Arguments.required(type, "type");
        return OperationRunner.run(connection(), CustomProviderOperations.list(type));
    }

    /**
     * Returns a custom provider. {@code GET /admin/custom-providers/{identifier}}.
     *
     * @param identifier the provider's identifier, which begins with {@code custom:}
     * @return the provider
     * @throws dev.plinth.core.NotFoundException with code {@code custom_provider_not_found} if there is no such provider
     * @throws IllegalArgumentException if the identifier is empty
     */
    public CustomProvider get(String identifier) {
        Arguments.required(identifier, "identifier");
        return OperationRunner.run(connection(), CustomProviderOperations.get(identifier));
    }

    /**
     * Creates a custom provider. {@code POST /admin/custom-providers}.
     *
     * @param identifier the provider's identifier, which begins with {@code custom:}
     * @param type the protocol
     * @param options sets the name, client id and client secret, the issuer (OpenID Connect) or the endpoints (OAuth
     *     2.0), all of which are required, and more
     * @return the created provider, without its client secret
     * @throws dev.plinth.core.InvalidRequestException with code {@code validation_failed} if a required option is missing
     *     or a URL is not allowed, or with code {@code over_custom_provider_quota} if there are too many providers
     */
    public CustomProvider create(
            String identifier, CustomProviderType type, Consumer<? super CustomProviderOptions> options) {
        Arguments.required(type, "type");
        Arguments.present(identifier, "identifier");
        return OperationRunner.run(connection(), CustomProviderOperations.create(identifier, type, options));
    }

    /**
     * Updates a custom provider. {@code PUT /admin/custom-providers/{identifier}}.
     *
     * @param identifier the provider's identifier, which begins with {@code custom:}
     * @param changes sets what changes
     * @return the updated provider
     * @throws dev.plinth.core.NotFoundException with code {@code custom_provider_not_found} if there is no such provider
     * @throws IllegalArgumentException if the identifier is empty
     */
    public CustomProvider update(String identifier, Consumer<? super CustomProviderUpdate> changes) {
        Arguments.required(identifier, "identifier");
        return OperationRunner.run(connection(), CustomProviderOperations.update(identifier, changes));
    }

    /**
     * Deletes a custom provider. {@code DELETE /admin/custom-providers/{identifier}}.
     *
     * @param identifier the provider's identifier, which begins with {@code custom:}
     * @throws dev.plinth.core.NotFoundException with code {@code custom_provider_not_found} if there is no such provider
     * @throws IllegalArgumentException if the identifier is empty
     */
    public void delete(String identifier) {
        Arguments.required(identifier, "identifier");
        OperationRunner.perform(connection(), CustomProviderOperations.delete(identifier));
    }

    @Override
    protected CustomProviders withConnection(Connection other) {
        return new CustomProviders(other);
    }
}
