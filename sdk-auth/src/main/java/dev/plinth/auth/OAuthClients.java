package dev.plinth.auth;

import dev.plinth.auth.internal.admin.OAuthClientOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.function.Consumer;

/**
 * The OAuth clients of a project: applications that users sign in to with their account of this project. The server
 * refuses every request with code {@code feature_disabled} unless its OAuth server is enabled.
 *
 * <p>Immutable and thread-safe.
 */
public final class OAuthClients extends ApiClient<OAuthClients> {

    OAuthClients(Connection connection) {
        super(connection);
    }

    /**
     * Lists all OAuth clients. {@code GET /admin/oauth/clients}.
     *
     * @return the clients, without their secrets; unmodifiable. The server does not page this list
     */
    public List<OAuthClient> list() {
        return OperationRunner.run(connection(), OAuthClientOperations.list());
    }

    /**
     * Returns an OAuth client. {@code GET /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client id
     * @return the client, without its secret
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_client_not_found} if there is no such client
     * @throws IllegalArgumentException if the id is empty
     */
    public OAuthClient get(String clientId) {
        Arguments.required(clientId, "clientId");
        return OperationRunner.run(connection(), OAuthClientOperations.get(clientId));
    }

    /**
     * Creates an OAuth client. {@code POST /admin/oauth/clients}. Keep the {@link OAuthClient#clientSecret() secret} of a
     * confidential client: the server does not return it again.
     *
     * @param options sets the redirect URIs, which are required, and more
     * @return the created client, with its secret if it is confidential
     * @throws IllegalArgumentException if no redirect URI is set
     */
    public OAuthClient create(Consumer<? super OAuthClientOptions> options) {
        return OperationRunner.run(connection(), OAuthClientOperations.create(options));
    }

    /**
     * Updates an OAuth client. {@code PUT /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client id
     * @param changes sets what changes
     * @return the updated client, without its secret
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_client_not_found} if there is no such client
     * @throws IllegalArgumentException if the id is empty, or nothing changes
     */
    public OAuthClient update(String clientId, Consumer<? super OAuthClientUpdate> changes) {
        Arguments.required(clientId, "clientId");
        return OperationRunner.run(connection(), OAuthClientOperations.update(clientId, changes));
    }

    /**
     * Deletes an OAuth client. {@code DELETE /admin/oauth/clients/{client_id}}.
     *
     * @param clientId the client id
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_client_not_found} if there is no such client
     * @throws IllegalArgumentException if the id is empty
     */
    public void delete(String clientId) {
        Arguments.required(clientId, "clientId");
        OperationRunner.perform(connection(), OAuthClientOperations.delete(clientId));
    }

    /**
     * Replaces the secret of a confidential OAuth client. {@code POST
     * /admin/oauth/clients/{client_id}/regenerate_secret}. The former secret is no longer accepted.
     *
     * @param clientId the client id
     * @return the client, with its new {@link OAuthClient#clientSecret() secret}
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_client_not_found} if there is no such client
     * @throws dev.plinth.core.InvalidRequestException if the client is public
     * @throws IllegalArgumentException if the id is empty
     */
    public OAuthClient regenerateSecret(String clientId) {
        Arguments.required(clientId, "clientId");
        return OperationRunner.run(connection(), OAuthClientOperations.regenerateSecret(clientId));
    }

    @Override
    protected OAuthClients withConnection(Connection other) {
        return new OAuthClients(other);
    }
}
