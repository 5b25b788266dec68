package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.auth.internal.session.SessionManager;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.AuthorizationOperations;
import dev.plinth.auth.internal.signin.SignInOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The signed-in user's own account: {@code auth.actingAs(session).account()}. The server rejects calls of a client that
 * acts with a key instead of a session.
 *
 * <p>Immutable and thread-safe. Every method that sends a request throws {@link dev.plinth.core.PlinthException}s.
 */
public final class Account extends ApiClient<Account> {

    private final Function<SessionResponse, Session> begin;

    Account(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /** {@return the user as stored on the server, with their identities and factors} {@code GET /user}. */
    public User getUser() {
        return OperationRunner.run(connection(), AccountOperations.user());
    }

    /**
     * Updates the account. {@code PUT /user}. A new e-mail address or phone number takes effect after it is confirmed.
     * {@link Session#user()} of the session that this client acts as then returns the updated user.
     *
     * @param changes sets the fields to change
     * @return the updated user
     * @throws dev.plinth.core.InvalidRequestException if a password is too weak or unchanged, an e-mail address or
     *     phone number belongs to another user, or the project requires more: codes {@code reauthentication_needed} and
     *     {@code current_password_required}
     * @throws dev.plinth.core.AuthenticationException with code {@code insufficient_aal} if the user has a second
     *     factor and has not verified it in this session
     */
    public User update(Consumer<? super AccountUpdate> changes) {
        AccountOperations.Updated updated = OperationRunner.run(connection(), AccountOperations.update(changes));
        if (LiveConnection.of(connection()).credentials() instanceof SessionManager session) {
            session.updateUser(updated.raw());
        }
        return updated.user();
    }

    /**
     * Sends the user a code for {@link AccountUpdate#nonce}. {@code GET /reauthenticate}.
     *
     * @return the id of the message, if the server returned one
     */
    public Optional<String> reauthenticate() {
        return OperationRunner.run(connection(), AccountOperations.reauthenticate());
    }

    /** {@return a client for the user's second factors} Sends nothing. */
    public Mfa mfa() {
        return new Mfa(connection(), begin);
    }

    /**
     * Returns the client for the user's passkeys.
     *
     * @return the client
     */
    public AccountPasskeys passkeys() {
        return new AccountPasskeys(connection());
    }

    /**
     * Returns the client for the access that the user grants to OAuth clients.
     *
     * @return the client
     */
    public OAuthGrants oauthGrants() {
        return new OAuthGrants(connection());
    }

    /** {@return the identities that the user can sign in with; unmodifiable} {@code GET /user}. */
    public List<Identity> listIdentities() {
        return getUser().identities();
    }

    /**
     * Starts linking an identity of an OAuth provider to the user. {@code GET /user/identities/authorize}.
     *
     * @param provider the provider
     * @param options sets redirect URL, scopes and more
     * @return the URL for the browser, and the PKCE verifier for {@link AuthClient#completeSignIn}
     * @throws dev.plinth.core.NotFoundException with code {@code manual_linking_disabled} if the project does not allow
     *     linking
     */
    public AuthorizationRequest linkIdentity(Provider provider, Consumer<? super OAuthOptions> options) {
        Arguments.required(provider, "provider");
        return OperationRunner.run(connection(), AuthorizationOperations.link(provider, options));
    }

    /**
     * Links the identity of an ID token to the user. {@code POST /token?grant_type=id_token}.
     *
     * @param provider the provider that issued the token
     * @param idToken the token, a JWT
     * @param options sets nonce, access token and captcha token
     * @return the user's session, with new tokens
     */
    public Session linkIdentityWithIdToken(
            Provider provider, Secret idToken, Consumer<? super IdTokenOptions> options) {
        Arguments.required(idToken, "idToken");
        Arguments.required(provider, "provider");
        return begin.apply(
                OperationRunner.run(connection(), SignInOperations.idToken(provider, idToken, true, options)));
    }

    /**
     * Removes an identity, so that the user can no longer sign in with it. {@code DELETE
     * /user/identities/{identity_id}}.
     *
     * @param identity an identity from {@link #listIdentities()}
     * @throws dev.plinth.core.InvalidRequestException with code {@code single_identity_not_deletable} if it is the
     *     user's only identity
     */
    public void unlinkIdentity(Identity identity) {
        Arguments.required(identity, "identity");
        OperationRunner.perform(connection(), AccountOperations.unlink(identity.identityId()));
    }

    @Override
    protected Account withConnection(Connection other) {
        return new Account(other, begin);
    }
}
