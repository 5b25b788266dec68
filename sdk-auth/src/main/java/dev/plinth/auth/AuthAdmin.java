package dev.plinth.auth;

import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;

/**
 * Administration of a project's Auth server: users, SAML identity providers, custom OAuth and OpenID Connect providers,
 * OAuth clients, and the passkeys of users.
 *
 * <pre>{@code
 * OAuthClient client = auth.admin()
 *         .oauthClients()
 *         .create(o -> o.clientName("Reports").redirectUris("https://reports.example.com/callback"));
 * }</pre>
 *
 * <p>All of it needs the {@code service_role} key or a secret key; but for users, it needs a direct connection to the
 * project. Immutable and thread-safe. Every method of the sub-clients may throw a {@link
 * dev.plinth.core.PlinthException}.
 */
public final class AuthAdmin extends ApiClient<AuthAdmin> {

    AuthAdmin(Connection connection) {
        super(connection);
    }

    /**
     * Returns the client for users.
     *
     * @return the client
     */
    public Users users() {
        return Users.of(connection());
    }

    /**
     * Returns the client for SAML identity providers (single sign-on of organizations).
     *
     * @return the client
     */
    public SsoProviders ssoProviders() {
        return new SsoProviders(connection());
    }

    /**
     * Returns the client for custom OAuth 2.0 and OpenID Connect providers.
     *
     * @return the client
     */
    public CustomProviders customProviders() {
        return new CustomProviders(connection());
    }

    /**
     * Returns the client for OAuth clients: applications that users sign in to with their account of this project.
     *
     * @return the client
     */
    public OAuthClients oauthClients() {
        return new OAuthClients(connection());
    }

    /**
     * Returns the client for the passkeys of one user.
     *
     * @param userId the user's id
     * @return the client
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public UserPasskeys passkeys(String userId) {
        Arguments.required(userId, "userId");
        return new UserPasskeys(connection(), userId);
    }

    /**
     * Signs a user out, whose access token the program has, for example from a request. {@code POST /logout}, authorized by
     * the user's token: the server has no route that signs out another user.
     *
     * @param accessToken the user's access token
     * @param scope the sessions that end
     * @throws dev.plinth.core.PermissionDeniedException if the token has expired or its session has already ended
     */
    public void signOut(AccessToken accessToken, SignOutScope scope) {
        Arguments.required(accessToken, "accessToken");
        Arguments.required(scope, "scope");
        OperationRunner.perform(actingAs(accessToken).connection(), SessionOperations.signOut("admin.signOut", scope));
    }

    @Override
    protected AuthAdmin withConnection(Connection other) {
        return new AuthAdmin(other);
    }
}
