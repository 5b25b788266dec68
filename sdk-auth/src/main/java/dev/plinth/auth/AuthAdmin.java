package dev.plinth.auth;

import dev.plinth.auth.internal.OAuthClientOperations;
import dev.plinth.auth.internal.PasskeyOperations;
import dev.plinth.auth.internal.ProviderOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Map;

/**
 * What an administrator sets up once: identity providers, custom providers, OAuth clients, and users' passkeys. Thin on
 * purpose: JSON as JDK types goes in and comes out as the server has it. Straight to a project only.
 *
 * <p>Immutable and thread-safe.
 */
public final class AuthAdmin extends View<AuthAdmin> {

    AuthAdmin(Connection connection) {
        super(connection);
    }

    /**
     * Lists the identity providers of organisations. {@code GET /admin/sso/providers}.
     *
     * @return the providers, without their metadata
     */
    public List<Map<String, Object>> ssoProviders() {
        return Calls.run(connection(), ProviderOperations.listSso());
    }

    /**
     * Adds an identity provider. {@code POST /admin/sso/providers}.
     *
     * @param provider {@code type}, {@code metadata_url} or {@code metadata_xml}, {@code domains}, {@code attribute_mapping}
     * @return the provider
     */
    public Map<String, Object> createSsoProvider(Map<String, Object> provider) {
        Arguments.required(provider, "provider");
        return Calls.run(connection(), ProviderOperations.createSso(provider));
    }

    /**
     * Returns an identity provider. {@code GET /admin/sso/providers/{id}}.
     *
     * @param id its UUID, or {@code resource_} and its resource id
     * @return the provider
     */
    public Map<String, Object> ssoProvider(String id) {
        Arguments.required(id, "id");
        return Calls.run(connection(), ProviderOperations.getSso(id));
    }

    /**
     * Changes an identity provider. A {@code name_id_format} that is left out is forgotten. {@code PUT /admin/sso/providers/{id}}.
     *
     * @param id its UUID, or {@code resource_} and its resource id
     * @param changes what is to be different
     * @return the provider
     */
    public Map<String, Object> updateSsoProvider(String id, Map<String, Object> changes) {
        Arguments.required(changes, "changes");
        Arguments.required(id, "id");
        return Calls.run(connection(), ProviderOperations.updateSso(id, changes));
    }

    /**
     * Deletes an identity provider. {@code DELETE /admin/sso/providers/{id}}.
     *
     * @param id its UUID, or {@code resource_} and its resource id
     */
    public void deleteSsoProvider(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), ProviderOperations.deleteSso(id));
    }

    /**
     * Lists the providers that administrators added. {@code GET /admin/custom-providers}.
     *
     * @return the providers
     */
    public List<Map<String, Object>> customProviders() {
        return Calls.run(connection(), ProviderOperations.listCustom(null));
    }

    /**
     * Lists the providers that administrators added, of one type. {@code GET /admin/custom-providers?type=}.
     *
     * @param type {@code oauth2} or {@code oidc}
     * @return the providers
     */
    public List<Map<String, Object>> customProviders(String type) {
        Arguments.required(type, "type");
        return Calls.run(connection(), ProviderOperations.listCustom(type));
    }

    /**
     * Adds a provider. {@code POST /admin/custom-providers}.
     *
     * @param provider {@code provider_type}, {@code identifier}, {@code name}, {@code client_id}, {@code client_secret}, …
     * @return the provider, without its secret
     */
    public Map<String, Object> createCustomProvider(Map<String, Object> provider) {
        Arguments.required(provider, "provider");
        return Calls.run(connection(), ProviderOperations.createCustom(provider));
    }

    /**
     * Returns a provider. {@code GET /admin/custom-providers/{identifier}}.
     *
     * @param identifier begins with {@code custom:}
     * @return the provider
     */
    public Map<String, Object> customProvider(String identifier) {
        Arguments.required(identifier, "identifier");
        return Calls.run(connection(), ProviderOperations.getCustom(identifier));
    }

    /**
     * Changes a provider. {@code PUT /admin/custom-providers/{identifier}}.
     *
     * @param identifier begins with {@code custom:}
     * @param changes what is to be different
     * @return the provider
     */
    public Map<String, Object> updateCustomProvider(String identifier, Map<String, Object> changes) {
        Arguments.required(changes, "changes");
        Arguments.required(identifier, "identifier");
        return Calls.run(connection(), ProviderOperations.updateCustom(identifier, changes));
    }

    /**
     * Deletes a provider. {@code DELETE /admin/custom-providers/{identifier}}.
     *
     * @param identifier begins with {@code custom:}
     */
    public void deleteCustomProvider(String identifier) {
        Arguments.required(identifier, "identifier");
        Calls.perform(connection(), ProviderOperations.deleteCustom(identifier));
    }

    /**
     * Lists the programs that users can sign in to by this project. {@code GET /admin/oauth/clients}.
     *
     * @return all clients: the server knows no pages here
     */
    public List<Map<String, Object>> oauthClients() {
        return Calls.run(connection(), OAuthClientOperations.list());
    }

    /**
     * Adds a client. {@code POST /admin/oauth/clients}.
     *
     * @param client {@code redirect_uris}, {@code client_name}, {@code client_type}, …
     * @return the client; its {@code client_secret} is told here and never again
     */
    public Map<String, Object> createOAuthClient(Map<String, Object> client) {
        Arguments.required(client, "client");
        return Calls.run(connection(), OAuthClientOperations.create(client));
    }

    /**
     * Returns a client. {@code GET /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client's id
     * @return the client
     */
    public Map<String, Object> oauthClient(String clientId) {
        Arguments.required(clientId, "clientId");
        return Calls.run(connection(), OAuthClientOperations.get(clientId));
    }

    /**
     * Changes a client. {@code PUT /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client's id
     * @param changes what is to be different
     * @return the client
     */
    public Map<String, Object> updateOAuthClient(String clientId, Map<String, Object> changes) {
        Arguments.required(changes, "changes");
        Arguments.required(clientId, "clientId");
        return Calls.run(connection(), OAuthClientOperations.update(clientId, changes));
    }

    /**
     * Deletes a client. {@code DELETE /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client's id
     */
    public void deleteOAuthClient(String clientId) {
        Arguments.required(clientId, "clientId");
        Calls.perform(connection(), OAuthClientOperations.delete(clientId));
    }

    /**
     * Gives a client another secret. {@code POST /admin/oauth/clients/{client_id}/regenerate_secret}.
     *
     * @param clientId the client's id
     * @return the client, with its {@code client_secret}
     */
    public Map<String, Object> regenerateOAuthClientSecret(String clientId) {
        Arguments.required(clientId, "clientId");
        return Calls.run(connection(), OAuthClientOperations.regenerateSecret(clientId));
    }

    /**
     * Lists a user's passkeys. {@code GET /admin/users/{id}/passkeys}.
     *
     * @param userId the user's id
     * @return the passkeys
     */
    public List<Map<String, Object>> passkeys(String userId) {
        Arguments.required(userId, "userId");
        return Calls.run(connection(), PasskeyOperations.listOf(userId));
    }

    /**
     * Deletes a user's passkey. {@code DELETE /admin/users/{id}/passkeys/{passkey}}.
     *
     * @param userId the user's id
     * @param passkeyId the passkey's id
     */
    public void deletePasskey(String userId, String passkeyId) {
        Arguments.required(passkeyId, "passkeyId");
        Arguments.required(userId, "userId");
        Calls.perform(connection(), PasskeyOperations.deleteOf(userId, passkeyId));
    }

    @Override
    protected AuthAdmin over(Connection other) {
        return new AuthAdmin(other);
    }
}
