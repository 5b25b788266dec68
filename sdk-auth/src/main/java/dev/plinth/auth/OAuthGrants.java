package dev.plinth.auth;

import dev.plinth.auth.internal.account.OAuthGrantOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;

/**
 * The access that the signed-in user grants to OAuth clients: what a consent page needs, and the list of what was
 * granted. The server sends users to the consent page with the id of an authorization.
 *
 * <pre>{@code
 * OAuthAuthorization authorization = account.oauthGrants().getAuthorization(id);
 * // show authorization.client() and authorization.scopes(), and ask
 * String redirectUrl = account.oauthGrants().approve(id);
 * }</pre>
 *
 * <p>The server refuses every request with code {@code feature_disabled} unless its OAuth server is enabled. Immutable
 * and thread-safe.
 */
public final class OAuthGrants extends ApiClient<OAuthGrants> {

    OAuthGrants(Connection connection) {
        super(connection);
    }

    /**
     * Lists the user's grants. {@code GET /user/oauth/grants}.
     *
     * @return the grants, one for each client; unmodifiable
     */
    public List<OAuthGrant> list() {
        return OperationRunner.run(connection(), OAuthGrantOperations.list());
    }

    /**
     * Revokes the user's grant to a client. {@code DELETE /user/oauth/grants?client_id=}.
     *
     * @param clientId the client id
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_consent_not_found} if there is no such grant
     */
    public void revoke(String clientId) {
        Arguments.present(clientId, "clientId");
        OperationRunner.perform(connection(), OAuthGrantOperations.revoke(clientId));
    }

    /**
     * Returns an authorization request. {@code GET /oauth/authorizations/{id}}. The first user who asks for it owns it.
     *
     * @param id the authorization's id
     * @return what the client asks for; or, if the user granted it before, where to send the browser
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_authorization_not_found} if there is no such
     *     authorization, it is older than 10 minutes, or it belongs to another user
     * @throws IllegalArgumentException if the id is empty
     */
    public OAuthAuthorization getAuthorization(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), OAuthGrantOperations.getAuthorization(id));
    }

    /**
     * Approves an authorization request. {@code POST /oauth/authorizations/{id}/consent}.
     *
     * @param id the authorization's id, for which {@link #getAuthorization} was called before
     * @return the URL to send the browser to; it carries the client's authorization code
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_authorization_not_found} if there is no such
     *     authorization, it is older than 10 minutes, or it belongs to another user
     * @throws IllegalArgumentException if the id is empty
     */
    public String approve(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), OAuthGrantOperations.approve(id));
    }

    /**
     * Denies an authorization request. {@code POST /oauth/authorizations/{id}/consent}.
     *
     * @param id the authorization's id, for which {@link #getAuthorization} was called before
     * @return the URL to send the browser to; it carries the error for the client
     * @throws dev.plinth.core.NotFoundException with code {@code oauth_authorization_not_found} if there is no such
     *     authorization, it is older than 10 minutes, or it belongs to another user
     * @throws IllegalArgumentException if the id is empty
     */
    public String deny(String id) {
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), OAuthGrantOperations.deny(id));
    }

    @Override
    protected OAuthGrants withConnection(Connection other) {
        return new OAuthGrants(other);
    }
}
